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

/** Who gets what, worked out on the complete live object. */
export const whoTable = (rows, control) => html`<table class="who-table">
  <thead><tr><th scope="col">Request</th><th scope="col">Gets</th><th scope="col">Decided by</th></tr></thead>
  <tbody>${rows.map((row) => {
    const treated = row.after.filter((s) => s.variant && s.variant !== control).reduce((sum, s) => sum + s.parts, 0);
    const text = treated > 0 && treated < WHOLE ? row.after.filter((s) => s.variant !== control).map((s) => `${share(s.parts)} ${name(s)}`).join(', ') : sharesText(row.after);
    return html`<tr><th scope="row">${hostile(row.request)}</th>
      <td>${splitBar(treated / WHOLE, null, { showNumbers: false })} <span>${text}</span>${changed(row) ? html`<small>before: ${sharesText(row.before)}</small>` : nothing}</td>
      <td>${decidedBy(row.decidedBy)}</td></tr>`;
  })}</tbody></table>`;

const changed = (row) => JSON.stringify(row.before) !== JSON.stringify(row.after);

export const decidedBy = (by) => (by ? (by.line ? `line ${by.line}` : html`${by.owner === 'FOREIGN' ? 'base route' : 'route'}<small><code>${hostile(by.route ?? 'without a name', 60)}</code></small>`) : 'no route');
