import { html, nothing } from 'lit';
import { glyph } from '../core/glyphs.js';
import { hostile } from '../core/format.js';

const TONES = { ERROR: ['harm', 'harm'], WARNING: ['warn', 'warning'], INFO: ['note', 'info'] };

/**
 * What was found, each with its one action: a warning is acknowledged by its own checkbox, never all together.
 * @param {any[]} findings @param {Set<string>} acknowledged @param {(code: string, on: boolean) => void} acknowledge
 */
export const findingList = (findings, acknowledged, acknowledge) => html`<ul class="finds">${findings.map((f) => {
  const [tone, name] = TONES[f.severity] ?? TONES.WARNING;
  return html`<li><span class=${tone}>${glyph(name)}</span>
    <div>${hostile(f.message, 600)}${f.hint ? html` <span class="mute">${hostile(f.hint, 400)}</span>` : nothing}<br><code>${f.code}</code>${f.witness ? html`<details><summary>a request that shows it</summary><pre class="formula" tabindex="0">${hostile(typeof f.witness === 'string' ? f.witness : JSON.stringify(f.witness, null, 1), 2000)}</pre></details>` : nothing}</div>
    ${f.severity === 'WARNING'
      ? html`<label class="ack"><input type="checkbox" .checked=${acknowledged.has(f.code)} @change=${(e) => acknowledge(f.code, e.target.checked)} aria-label="Apply although ${f.code}" /> apply all the same</label>`
      : html`<span></span>`}</li>`;
})}</ul>`;
