import { html, nothing } from 'lit';
import { glyph } from '../core/glyphs.js';
import { clock, duration, number } from '../core/format.js';
import { verdictOf } from '../core/words.js';

/** The verdict first, with the numbers that decided it and what promotion still needs. */
export function verdictBanner(verdict, experiment) {
  const { word, glyph: name, tone, rail } = verdictOf(verdict.word);
  const shown = verdict.word === 'HARM' && experiment.state === 'ROLLED_BACK' ? 'Harm: rolled back' : word;
  return html`<section class="verdict ${rail}" aria-labelledby="verdict-word">
    <div class="say">
      <h2 class="v" id="verdict-word"><span class=${tone}>${glyph(name)}</span>${shown}</h2>
      <p class="why">${verdict.sentence}</p>
      ${when(verdict)}
      ${verdict.progress ? progress(verdict.progress) : nothing}
    </div>
    ${verdict.promotion?.length ? needs(verdict.promotion) : nothing}
  </section>`;
}

function when(verdict) {
  const parts = [];
  if (verdict.timeToDecisionSeconds !== null && verdict.timeToDecisionSeconds !== undefined) {
    parts.push(html`Time to decision <b>about ${duration(verdict.timeToDecisionSeconds)}</b>${verdict.decisionAt ? `, near ${clock(verdict.decisionAt)}` : ''}. Valid at every look.`);
  }
  if (verdict.blindToUnreachablePods) parts.push(html`Blind to unreachable pods: no source reports what the gateway could not deliver.`);
  return parts.map((p) => html`<p class="when">${p}</p>`);
}

const progress = ({ have, need, of }) => html`<p class="when"><progress max=${need} value=${Math.min(have, need)}></progress> <b>${number(have)}</b> of ${number(need)} ${of ?? ''}</p>`;

const MARKS = { MET: ['good', 'tick', 'met'], NOT_YET: ['warn', 'quarter', 'not yet'], FAILED: ['harm', 'harm', 'failed'] };

const needs = (conditions) => html`<div class="needs">
  <h2>Promotion needs all of these, at once</h2>
  <ul>${conditions.map((c) => {
    const [tone, name, spoken] = MARKS[c.state] ?? ['mute', 'unsure', 'unknown'];
    return html`<li><span class=${tone}>${glyph(name)}<span class="sr">${spoken}</span></span><span class="k">${c.label}</span><span class="n">${bound(c)}</span></li>`;
  })}</ul>
</div>`;

export function bound({ kind, bound: value, limit, state, unit }) {
  if (value === null || value === undefined) return html`<i>no bound yet</i>`;
  if (kind === 'DURATION') return html`${duration(value)} <i>of ${duration(limit)}</i>`;
  if (kind === 'EVIDENCE' || unit === 'EVIDENCE') return html`E ${number(value, value < 10 ? 2 : 0)} <i>${state === 'FAILED' ? '≥' : '<'} ${number(limit)}</i>`;
  const percent = (v) => number(Math.abs(v) * 100, precise(value, limit));
  const sign = value < 0 ? '−' : '+';
  return html`${value > 1 ? `×${number(1 + value, 1)}` : `${sign}${percent(value)}\u202f%`} <i>${state === 'MET' ? '<' : 'margin'} ${number(limit * 100, limit * 100 % 1 ? 1 : 0)}\u202f%</i>`;
}

/** Never round a bound across its margin. */
function precise(value, limit) {
  let digits = Math.abs(value) >= 0.1 ? 0 : 1;
  while (digits < 4 && value !== limit && (value * 100).toFixed(digits) === (limit * 100).toFixed(digits)) digits += 1;
  return digits;
}
