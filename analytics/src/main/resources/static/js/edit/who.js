import { html, nothing } from 'lit';
import { number } from '../core/format.js';
import { hostile } from '../core/format.js';
import { splitBar } from '../components/bits.js';

const WHOLE = 10_000;
const share = (parts) => `${number(parts / 100, parts % 100 ? 2 : 0)}\u202f%`;

/** Shares as words: "25 % v2", or the one version that gets everything. */
export const sharesText = (shares) => {
  if (!shares.length) return 'nobody answers';
  if (shares.length === 1) return name(shares[0]);
  return shares.map((s) => `${share(s.parts)} ${name(s)}`).join(', ');
};

const name = (s) => hostile(s.variant ?? s.service ?? 'unknown', 40);

const treatedParts = (shares, control) => shares.filter((s) => s.variant && s.variant !== control).reduce((sum, s) => sum + s.parts, 0);

const split = (shares, control) => {
  const treated = treatedParts(shares, control);
  const text = treated > 0 && treated < WHOLE ? shares.filter((s) => s.variant !== control).map((s) => `${share(s.parts)} ${name(s)}`).join(', ') : sharesText(shares);
  return html`${splitBar(treated / WHOLE, null, { showNumbers: false })} <span>${text}</span>`;
};

/** Who gets what: every request to the host is in exactly one row. */
export const whoTable = (rows, control) => html`<table class="who-table">
  <thead><tr><th scope="col">Requests</th><th scope="col">Get</th><th scope="col">Decided by</th></tr></thead>
  <tbody>${rows.map((row) => html`<tr><th scope="row">${hostile(row.audience, 400)}${less(row)}${on(row)}</th>
      <td>${row.takes === 'RULE' ? html`${split(row.shares, control)}${row.unit === 'USER' ? html`<small>each user stays</small>` : nothing}` : kept(row, control)}</td>
      <td>${row.takes === 'RULE' ? `line ${row.line}` : 'no rule'}</td></tr>`)}</tbody></table>`;

const less = ({ lessLines }) => (lessLines?.length ? html`<small>unless ${lessLines.length > 5 ? 'a line before' : `line ${lessLines.join(' or ')}`} took it</small>` : nothing);

/** What no rule decides stays as it is. */
const kept = ({ takes, shares }, control) => (takes === 'NO_ROUTE' ? '404, as now' : shares?.length ? html`${split(shares, control)}<small>as now</small>` : 'what they get now');

/** Where those that no rule takes go on in several ways. */
const on = ({ takes, routes }) => (takes === 'NO_RULE' && routes?.length ? html`<small>on ${routes.map((route) => hostile(route, 60)).join(', ')}</small>` : nothing);

/** Well-known browsers over the complete live object, now and then; folded, for the table above says it all. */
export const samplesTable = (samples, control) => html`<details class="samples"><summary>Well-known browsers, now and then</summary><table class="samples-table">
  <thead><tr><th scope="col">Request</th><th scope="col">Gets</th><th scope="col">Decided by</th></tr></thead>
  <tbody>${samples.map((row) => html`<tr><th scope="row">${hostile(row.request)}</th>
      <td>${split(row.after, control)}${changed(row) ? html`<small>before: ${sharesText(row.before)}</small>` : nothing}</td>
      <td>${decidedBy(row.decidedBy)}</td></tr>`)}</tbody></table></details>`;

const changed = (row) => JSON.stringify(row.before) !== JSON.stringify(row.after);

export const decidedBy = (by) =>
  (by ? (by.line ? `line ${by.line}`
  : html`${by.owner === 'FOREIGN' ? 'base route' : 'route'}<small><code>${hostile(by.route ?? 'without a name', 60)}</code></small>`) : 'no route');
