import { html, nothing } from 'lit';
import { clock, hostile } from '../core/format.js';
import { glyph } from '../core/glyphs.js';

/**
 * A foreign edit of an object that carries our routes: who, when, the lines, and the one thing to do about it.
 * @param {any} status @param {() => void} accept
 */
export function driftPanel(status, accept) {
  const drift = status?.drift;
  if (!drift) return nothing;
  const contested = status.conditions?.find((c) => c.type === 'Contested' && c.status === 'True');
  const lines = String(drift.diff ?? '').split('\n', 400).map((line) => hostile(line, 400)).join('\n');
  return html`<section class="strip warn drift" id="drift" tabindex="-1" aria-label="Foreign edit">${glyph('routes')}<div>
    <p><b>${hostile(drift.object, 80)} was changed by ${hostile(drift.fieldManager ?? 'someone unnamed', 60)}</b>, seen ${clock(drift.seenAt)}.
    ${contested ? html`<b>Contested:</b> ${hostile(contested.message ?? '', 400)} Nothing is written until someone has looked.` : drift.ownedChanged
      ? 'Our routes were touched and are put back.' : nothing}
    ${drift.baseChanged ? 'The base routes mean something else now, so no verdict is given until someone has looked.' : nothing}</p>
    ${lines ? html`<details><summary>The lines</summary><pre class="formula" tabindex="0">${lines}</pre></details>` : nothing}</div>
    ${drift.baseChanged || contested ? html`<button class="btn" type="button" @click=${accept}>${contested ? 'Put our routes back' : 'Accept the change'}</button>` : nothing}</section>`;
}
