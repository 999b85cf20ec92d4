import { html, svg } from 'lit';

/**
 * Glyphs of 16 × 16, drawn with the text's colour. Shape carries the meaning; colour repeats it.
 * @typedef {keyof typeof SHAPES} GlyphName
 */
const SHAPES = {
  search: svg`<circle cx="7" cy="7" r="4.5"/><path d="M10.5 10.5L14 14"/>`,
  person: svg`<circle cx="8" cy="5.5" r="2.7"/><path d="M3 14c.4-2.8 2.4-4.2 5-4.2s4.6 1.4 5 4.2"/>`,
  running: svg`<circle cx="8" cy="8" r="6.2"/><path d="M6.5 5.2v5.6L11 8Z" fill="currentColor" stroke="none"/>`,
  paused: svg`<path d="M5.5 3.5v9M10.5 3.5v9" stroke-width="2.2"/>`,
  back: svg`<path d="M3.2 8a5 5 0 1 0 1.7-3.7"/><path d="M2.6 2.3l1.9 2.3 2.7-1.3"/>`,
  promoted: svg`<path d="M4 8l4-4 4 4M4 12.5l4-4 4 4"/>`,
  stopped: svg`<rect x="3.5" y="3.5" width="9" height="9" rx="1"/>`,
  draft: svg`<circle cx="8" cy="8" r="6.2" stroke-dasharray="2.4 2.5"/>`,
  waits: svg`<path d="M4 2h8M4 14h8M4.8 2c0 3 3.2 3.8 3.2 6s-3.2 3-3.2 6M11.2 2c0 3-3.2 3.8-3.2 6s3.2 3 3.2 6"/>`,
  tick: svg`<circle cx="8" cy="8" r="6.2"/><path d="M5.2 8.2l2 2 3.7-4.2"/>`,
  quarter: svg`<circle cx="8" cy="8" r="6.2"/><path d="M8 8V3.6A4.4 4.4 0 0 1 11.8 10.2Z" fill="currentColor" stroke="none"/>`,
  better: svg`<path d="M8 1.8L14.6 13.6H1.4Z" fill="currentColor" stroke="none"/>`,
  tilde: svg`<circle cx="8" cy="8" r="6.2"/><path d="M4.6 8.8c1.1-1.9 2.2-1.9 3.4-.7s2.3 1.2 3.4-.7"/>`,
  harm: svg`<path d="M5.3 1.2h5.4l4.1 4.1v5.4l-4.1 4.1H5.3L1.2 10.7V5.3Z" fill="currentColor" stroke="none"/><path d="M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6" stroke="var(--panel)" stroke-width="1.8"/>`,
  unsure: svg`<path d="M8 1.2L14.8 8 8 14.8 1.2 8Z"/><path d="M6.4 6.5a1.6 1.6 0 1 1 2.3 1.5c-.5.3-.7.5-.7 1"/><path d="M8 11.1v.1"/>`,
  warning: svg`<path d="M8 1.8L14.8 13.8H1.2Z"/><path d="M8 6.2v3.6M8 11.8v.1"/>`,
  info: svg`<circle cx="8" cy="8" r="6.2"/><path d="M8 7.3v3.8M8 4.9v.1"/>`,
  balance: svg`<path d="M8 2v11M4 13.5h8M3 4.5h10M3 4.5L1.4 9h3.2ZM13 4.5L11.4 9h3.2Z"/>`,
  clock: svg`<circle cx="8" cy="8" r="6.2"/><path d="M8 4.5V8l2.5 1.5"/>`,
  exposures: svg`<circle cx="8" cy="5" r="2.7"/><path d="M2.8 14c.4-3 2.5-4.6 5.2-4.6s4.8 1.6 5.2 4.6"/>`,
  bots: svg`<rect x="3" y="5.2" width="10" height="7.8" rx="2"/><path d="M8 5V2.5M6 8.5v1M10 8.5v1"/>`,
  lost: svg`<path d="M2 5h4M2 8h4M2 11h4M10 5h4M10 11h4"/><path d="M10 8h.1M12.5 8h.1"/>`,
  routes: svg`<path d="M1.5 11h4c3 0 3-6.5 6-6.5h3M5.5 11h9"/><path d="M12.5 2.5l2 2-2 2"/>`,
  table: svg`<rect x="2" y="3" width="12" height="10" rx="1"/><path d="M2 6.5h12M2 10h12M6.5 6.5V13"/>`,
  turned: svg`<path d="M3 5.5h10M10.5 3L13 5.5 10.5 8M13 10.5H3M5.5 8L3 10.5 5.5 13"/>`,
  down: svg`<path d="M4 6l4 4.5L12 6"/>`,
  chevron: svg`<path d="M6 3.5L10.5 8 6 12.5"/>`,
  copy: svg`<rect x="5.5" y="5.5" width="8" height="8" rx="1.5"/><path d="M10.5 3V2.5h-8v8H3"/>`,
  plus: svg`<path d="M8 3v10M3 8h10"/>`,
  outside: svg`<path d="M6 3.5H3.5v9h9V10M9 2.8h4.2V7M13 3L7.5 8.5"/>`,
  again: svg`<path d="M12.8 8a5 5 0 1 1-1.7-3.7"/><path d="M13.4 2.3l-1.9 2.3-2.7-1.3"/>`,
  cut: svg`<path d="M2 14l3-3M14 2l-3 3M4.6 8.2l3.2 3.2c-1.2 1.2-2.9 1.2-4 .1s-1.2-2.1.8-3.3ZM11.4 7.8L8.2 4.6c1.2-1.2 2.9-1.2 4-.1s1.2 2.1-.8 3.3Z"/>`,
  locked: svg`<rect x="3.5" y="7" width="9" height="6.5" rx="1.2"/><path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2"/>`,
};

/** @param {GlyphName} name @param {string} [className] */
export const glyph = (name, className = '') =>
  html`<svg class="g ${className}" viewBox="0 0 16 16" aria-hidden="true">${SHAPES[name]}</svg>`;

export const logo = () => html`<svg viewBox="0 0 20 20" fill="none" stroke-linecap="round" aria-hidden="true">
  <path d="M2 10h5" stroke="currentColor" stroke-width="2"/>
  <path d="M7 10c4 0 3.5-5.5 8-5.5" stroke="var(--treat)" stroke-width="2"/>
  <path d="M7 10c4 0 3.5 5.5 8 5.5" stroke="var(--control)" stroke-width="2" stroke-dasharray="3 2.6"/>
  <path d="M17 2.2l2.3 4.2h-4.6Z" fill="var(--treat)"/>
  <circle cx="17" cy="15.5" r="2" fill="var(--bg)" stroke="var(--control)" stroke-width="1.6"/>
</svg>`;
