import { html, nothing } from 'lit';
import { ageSeconds, clock, clockSeconds, duration, hostile } from '../core/format.js';
import { glyph } from '../core/glyphs.js';
import { word } from '../components/bits.js';
import { checkOf } from './verdict.js';
import { evidence } from './evidence.js';

/** @typedef {import('./verdict.js').Row} Row */

/** A link to another program's page is followed only where it is one. */
export const outside = (href) => (/^https?:\/\//.test(href) ? href : null);

/**
 * One check: what it says, what it asks, why, when, and asking again.
 * @param {Row} row
 * @param {{now: number, busy: boolean, why: string|null, recheck: (row: string) => void, actions: any}} around why: the reason for which checking is off
 */
export function checkRow(row, { now, busy, why, recheck, actions }) {
  const { word: text, glyph: name, tone } = checkOf(row);
  return html`<section class="vrow ${row.verdict === 'DIFFERS' ? 'fail' : ''}" id="row-${row.row}" tabindex="-1" aria-labelledby="row-${row.row}-title">
    <div class="st">${word(tone, name, text)}</div>
    <div><h3 id="row-${row.row}-title">${hostile(row.title, 80)}</h3><p class="desc">${hostile(row.question, 160)}</p></div>
    <div class="ev"><p>${hostile(row.sentence, 600)}${row.readyAt ? html` Ready near <b>${clockSeconds(row.readyAt)}</b>, then this row fills by itself.` : nothing}</p>
      ${evidence(row)}
      ${row.links.length ? html`<p class="vlinks">${row.links.map((link) =>
        (outside(link.href) ? html`<a href=${outside(link.href)} target="_blank" rel="noopener noreferrer">${hostile(link.title, 80)}
        ${glyph('outside')}</a>` : nothing))}</p>` : nothing}
      ${actions ?? nothing}</div>
    ${row.configured === false ? html`<span></span><span></span>`
      : html`<time datetime=${row.checkedAt}>${ageSeconds(row.checkedAt, now) < 86_400
      ? clockSeconds(row.checkedAt) : clock(row.checkedAt)}<small>${duration(ageSeconds(row.checkedAt, now))} ago</small></time>
    <div class="re"><button class="btn" type="button" aria-label="Re-check ${row.title}" aria-disabled=${why || busy ? 'true' : nothing}
      title=${why ?? nothing} @click=${() => !why && !busy && recheck(row.row)}>${glyph('again')}Re-check</button></div>`}
  </section>`;
}
