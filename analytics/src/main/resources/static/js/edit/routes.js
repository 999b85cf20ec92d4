import { html, nothing } from 'lit';
import { call } from '../core/api.js';
import { hostile } from '../core/format.js';
import { panel } from '../components/panel.js';

/** @typedef {{index: number, name: string, owner: 'OURS'|'FOREIGN', experiment: string|null, rule: string|null, notARule: string|null}} Route */

export const routesOf = (namespace, service) => call(`/api/v1/services/${encodeURIComponent(namespace)}/${encodeURIComponent(service)}/routes`);

/** Names of headers that the live routes look at. @param {{routes: Route[]}|undefined} found @returns {string[]} */
export const headersIn = (found) => (found?.routes ?? []).flatMap(({ rule }) => [...(rule ?? '').matchAll(/\bheader ([^\s,()]+)/g)].map(([, name]) => name));

/** The live routes in their order, each as the rule that says the same. @param {{object: string, routes: Route[]}} found @param {(text: string) => void} take */
export function routesPanel({ object, routes }, take) {
  const rules = routes.filter((r) => r.owner === 'FOREIGN' && r.rule).map((r) => r.rule);
  return panel({
    id: 'routes', title: 'The mesh has these routes', question: hostile(object, 120),
    body: html`<table class="routes"><thead><tr><th scope="col">Route</th><th scope="col">Whose</th><th scope="col">As a rule</th></tr></thead>
      <tbody>${routes.slice(0, 100).map((r) =>
        html`<tr><th scope="row">${r.name ? hostile(r.name, 60) : `http[${r.index}]`}</th>
        <td>${r.owner === 'OURS' ? hostile(r.experiment ?? 'ours', 40) : 'foreign'}</td>
        <td>${r.rule ? html`<code>${hostile(r.rule, 200)}</code>` : html`<span class="mute">stays as it is: ${hostile(r.notARule ?? 'no rule says the same', 200)}</span>`}</td></tr>`)}</tbody></table>
      ${routes.length > 100 ? html`<p class="mute">${routes.length - 100} more.</p>` : nothing}
      ${rules.length ? html`<p><button class="btn" type="button" @click=${() => take(rules.join('\n'))}>Begin with these rules</button></p>` : nothing}`,
  });
}
