import { html, nothing } from 'lit';
import { glyph } from '../core/glyphs.js';
import { authorization } from '../core/session.js';
import { copy } from './bits.js';

/**
 * Title, one-line question, tools, chart, and its table twin.
 * @param {{id: string, title: string, question?: any, tools?: any, table?: any, body: any}} parts
 */
export const panel = ({ id, title, question, tools, table, body }) => html`
  <section class="panel" id=${id} aria-labelledby="${id}-title">
    <header><h2 id="${id}-title">${title}</h2>${question ? html`<p>${question}</p>` : nothing}</header>
    ${tools ? html`<div class="tools">${tools}</div>` : nothing}
    ${table ? html`<details class="twin"><summary>${glyph('table')}Table</summary><div class="scroll" tabindex="0" role="region" aria-label="${title} as a table">${table}</div></details>` : nothing}
    ${body}
  </section>`;

/** @param {string[]} heads the first names the row @param {any[][]} rows */
export const dataTable = (heads, rows) => html`<table>
  <thead><tr>${heads.map((h, i) => html`<th class=${i ? 'n' : ''} scope="col">${h}</th>`)}</tr></thead>
  <tbody>${rows.map(([first, ...rest]) => html`<tr><th scope="row">${first}</th>${rest.map((cell) => html`<td class="n">${cell}</td>`)}</tr>`)}</tbody>
</table>`;

/** What takes a panel's rows along: files, and the command that fetches the same. @param {string} address @param {string[]} [kinds] of files */
export const exportTools = (address, kinds = ['csv', 'json']) => html`
  ${kinds.map((kind) => html`<button class="btn small" type="button"
    @click=${(e) => download(e.currentTarget, inFormat(address, kind), kind)}>${kind.toUpperCase()}</button>`)}
  <button class="btn small" type="button" aria-label="Copy as curl"
    @click=${(e) => copy(e.currentTarget, `curl -s "${location.origin}${inFormat(address, kinds[0])}" -H "Authorization: Bearer $TOKEN"`)}><span>curl</span></button>`;

/** JSON is what is answered where nothing else is asked for. */
const inFormat = (address, kind) => (kind === 'json' ? address : `${address}${address.includes('?') ? '&' : '?'}format=${kind}`);

/** Downloads go through fetch, because the token travels in a header and never in the address. A refusal is said on the button, never saved. */
async function download(button, address, kind) {
  const response = await fetch(address, { headers: { ...authorization(), Accept: kind === 'csv' ? 'text/csv' : 'application/json' } });
  if (!response.ok) {
    button.textContent = `Refused: ${response.status}`;
    return;
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = `meshtrial-${new Date().toISOString().slice(0, 16).replace(':', '')}.${kind}`;
  link.click();
  URL.revokeObjectURL(link.href);
}
