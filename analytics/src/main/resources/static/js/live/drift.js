import { html, nothing } from 'lit';
import { clock, hostile } from '../core/format.js';
import { glyph } from '../core/glyphs.js';

/** A foreign edit of an object that carries our routes: who, when, and the lines. */
export function driftPanel(status) {
  const drift = status?.drift;
  if (!drift) return nothing;
  const lines = String(drift.diff ?? '').split('\n', 400).map((line) => hostile(line, 400)).join('\n');
  return html`<section class="strip warn drift" id="drift" tabindex="-1">${glyph('routes')}<div>
    <p><b>${hostile(drift.object, 80)} was changed by ${hostile(drift.fieldManager ?? 'someone unnamed', 60)}</b>, seen ${clock(drift.seenAt)}.
    ${drift.ownedChanged ? 'Our routes were touched and are put back.' : nothing} ${drift.baseChanged ? 'The base routes mean something else now, so no verdict is given until someone has looked.' : nothing}</p>
    ${lines ? html`<details><summary>The lines</summary><pre class="formula" tabindex="0">${lines}</pre></details>` : nothing}</div></section>`;
}
