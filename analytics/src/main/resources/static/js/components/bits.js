import { html, nothing, svg } from 'lit';
import { glyph } from '../core/glyphs.js';
import { number } from '../core/format.js';
import { armMarks, stateOf, verdictOf } from '../core/words.js';

/** Glyph and word in the tone of the thing: state, check, bound. */
export const word = (tone, name, text) => html`<span class="word ${tone}">${glyph(name)}${text}</span>`;

export const stateWord = (state) => {
  const { word: text, glyph: name, tone } = stateOf(state);
  return word(tone, name, text);
};

export const verdictChip = (verdict) => {
  const { word: text, glyph: name, tone } = verdictOf(verdict);
  return html`<span class="chip ${tone}">${glyph(name)}${text}</span>`;
};

/** Observed share against its target: a frame filled to the observed share with a tick at the target. */
export function splitBar(observed, target, { unit = ' %', showNumbers = true } = {}) {
  const filled = Math.max(0, Math.min(1, observed ?? 0)) * 94;
  const tick = 1 + Math.max(0, Math.min(1, target ?? 0)) * 94;
  const digits = target > 0 && target < 0.01 ? 2 : 1;
  return html`<span class="split2">
    <svg width="96" height="16" aria-hidden="true">
      <rect x=".5" y="4.5" width="95" height="7" fill="none" stroke="var(--edge)"></rect>
      <rect x="1" y="5" width=${filled} height="6" fill="var(--treat)"></rect>
      ${target === null ? nothing : svg`<path d="M${tick} 1v14" stroke="var(--ink)" stroke-width="1.6"></path>`}
    </svg>
    ${showNumbers
      ? html`<span><b>${observed === null || observed === undefined ? 'none' : number(observed * 100, digits)}</b> of ${number(target * 100, target * 100 % 1 ? 2 : 0)}${unit}</span>`
      : nothing}
  </span>`;
}

const MARKERS = {
  ring: (css) => svg`<circle cx="17" cy="6" r="3.6" fill="var(--bg)" stroke="var(--${css})" stroke-width="1.75"/>`,
  triangle: (css) => svg`<path d="M17 1.2L21.6 9.8H12.4Z" fill="var(--${css})"/>`,
  square: (css) => svg`<rect x="13.4" y="2.4" width="7.2" height="7.2" fill="var(--${css})"/>`,
  diamond: (css) => svg`<path d="M17 1l5 5-5 5-5-5Z" fill="var(--${css})"/>`,
};

/** Legend sample of the n-th arm: line with its dash and its marker. */
export function armSample(index) {
  const { css, dash, marker } = armMarks(index);
  return html`<svg width="34" height="12" aria-hidden="true">
    <path d="M0 6h34" stroke="var(--${css})" stroke-width="2" stroke-dasharray=${dash || nothing}></path>${MARKERS[marker](css)}
  </svg>`;
}

/** A command that works as it stands, with a button that copies it. */
export const curl = (command) => html`<div class="curl">
  <code>${command}</code>
  <button class="btn small" type="button" @click=${(e) => copy(e.currentTarget, command)}>${glyph('copy')}<span>Copy</span></button>
</div>`;

/** Copies, and says so on the button. */
export async function copy(button, text) {
  const label = button.querySelector('span');
  try {
    await navigator.clipboard.writeText(text);
    label.textContent = 'Copied';
  } catch {
    label.textContent = 'Select it by hand';
  }
}
