import { html, nothing } from 'lit';
import { glyph } from '../core/glyphs.js';
import { hostile } from '../core/format.js';

const TONES = { ERROR: ['harm', 'harm'], WARNING: ['warn', 'warning'], NOTE: ['note', 'info'] };

/**
 * What was found, each with its one action: a warning is acknowledged by its own checkbox, never all together.
 * @param {any[]} findings @param {Set<string>} acknowledged keys @param {(key: string, on: boolean) => void} acknowledge
 */
const findingList = (findings, acknowledged, acknowledge) => html`<ul class="finds">${findings.map((f) => {
  const [tone, name] = TONES[f.severity] ?? TONES.WARNING;
  return html`<li><span class=${tone}>${glyph(name)}</span>
    <div>${hostile(f.message, 600)}${f.hint ? html` <span class="mute">${hostile(f.hint, 400)}</span>` : nothing}<br><code>${f.code}</code>${f.witness
      ? html`<details><summary>a request that shows it</summary><pre class="formula"
      tabindex="0">${hostile(typeof f.witness === 'string' ? f.witness : JSON.stringify(f.witness, null, 1), 2000)}</pre></details>` : nothing}</div>
    ${f.severity === 'WARNING'
      ? html`<label class="ack"><input type="checkbox" .checked=${acknowledged.has(keyOf(f))}
        @change=${(e) => acknowledge(keyOf(f), e.target.checked)} aria-label="Apply although ${f.code}" /> apply all the same</label>`
      : html`<span></span>`}</li>`;
})}</ul>`;

/** One finding, and no other of its kind: whoever accepts one has not seen the next. */
const keyOf = (f) => JSON.stringify([f.code, f.rule ?? f.line ?? null, f.message]);

/** Codes that may be sent as accepted: every warning of the code has been. @param {any[]} findings @param {Set<string>} acknowledged */
export const acceptedCodes = (findings, acknowledged) => {
  const warnings = findings.filter((f) => f.severity === 'WARNING');
  return [...new Set(warnings.map((f) => f.code))].filter((code) => warnings.every((f) => f.code !== code || acknowledged.has(keyOf(f))));
};

/** Errors, and warnings that nobody has acknowledged yet. @param {any[]} findings @param {Set<string>} acknowledged */
export const openOf = (findings, acknowledged) => findings.filter((f) => f.severity === 'ERROR' || (f.severity === 'WARNING' && !acknowledged.has(keyOf(f)))).length;

/** @param {any[]} findings @param {Set<string>} acknowledged @param {(key: string, on: boolean) => void} acknowledge */
export const findingsPanel = (findings, acknowledged, acknowledge) => html`<section class="panel"><header><h2>Findings</h2><p>${openOf(findings, acknowledged)} open of ${findings.length}</p></header>
  ${findings.length ? findingList(findings, acknowledged, acknowledge) : html`<p class="word good">${glyph('tick')}Nothing stands in the way</p>`}</section>`;
