import { html, nothing } from 'lit';
import { glyph } from '../core/glyphs.js';
import { clock, clockSeconds, duration, evidence, hostile, number, percent } from '../core/format.js';
import { verdictOf } from '../core/words.js';
import { REASONS, shownWord } from './reasons.js';

/**
 * The verdict first, with the numbers that decided it and what promotion still needs.
 * @param {any} verdict @param {any} experiment @param {(to: string) => void} act follows the one action of a reason
 */
export function verdictBanner(verdict, experiment, act) {
  const { word, glyph: name, tone, rail } = verdictOf(shownWord(verdict));
  const rolledBack = verdict.word === 'HARM' && experiment.state === 'ROLLED_BACK';
  const reason = verdict.word === 'CANNOT_JUDGE' ? REASONS[verdict.reason] : rolledBack ? ROLLED_BACK : undefined;
  const needed = reason ? nothing : verdict.promotion?.length ? needs(verdict.promotion) : nothing;
  return html`<section class="verdict ${rail} ${needed === nothing ? 'solo' : ''}" aria-labelledby="verdict-word">
    <div class="say">
      <h2 class="v" id="verdict-word" tabindex="-1"><span class=${tone}>${glyph(name)}</span>${rolledBack ? 'Harm: rolled back' : word}</h2>
      <p class="why">${hostile(verdict.sentence || reason?.fallback || word, 400)}</p>
      ${when(verdict, experiment, rolledBack)}
      ${reason?.often ? html`<p class="when">${held(verdict, experiment)}${reason.often}</p>` : nothing}
      ${verdict.progress ? progress(verdict.progress) : nothing}
    </div>
    ${needed}
    ${reason ? html`<div class="side"><button class="btn" type="button" @click=${() => act(reason.action.to)}>${reason.action.text}</button></div>` : nothing}
  </section>`;
}

const ROLLED_BACK = { action: { text: 'What changed', to: '#history' } };

/** "Held at 25 % since 11:48": the step that a verdict which cannot be given keeps. */
function held(verdict, experiment) {
  const treated = experiment.variants.find((v) => v.role !== 'CONTROL')?.weight ?? 0;
  if (!verdict.since || experiment.state !== 'RUNNING' || shownWord(verdict) === 'NOT_JUDGED' || !treated) return nothing;
  return html`Held at ${percent(treated / 10_000, treated % 100 ? 2 : 0)} since <b>${clock(verdict.since)}</b>. `;
}

function when(verdict, experiment, rolledBack) {
  const parts = [];
  if (rolledBack && experiment.endedAt) {
    const control = experiment.variants.find((v) => v.role === 'CONTROL')?.name ?? 'the control';
    parts.push(html`All ${experiment.unit === 'USER' ? 'users' : 'requests'} on ${control} since <b>${clockSeconds(experiment.endedAt)}</b>.`);
  }
  if (verdict.timeToDecisionSeconds !== null && verdict.timeToDecisionSeconds !== undefined) {
    parts.push(html`Time to decision <b>about ${duration(verdict.timeToDecisionSeconds)}</b>${verdict.decisionAt ? `, near ${clock(verdict.decisionAt)}` : ''}. Valid at every look.`);
  }
  if (verdict.blindToUnreachablePods) parts.push(html`Blind to unreachable pods: no source reports what the gateway could not deliver.`);
  return parts.map((p) => html`<p class="when">${p}</p>`);
}

const progress = ({ have, need, of }) =>
  html`<p class="when"><progress aria-label=${of ?? 'progress'} max=${need} value=${Math.min(have, need)}></progress>
  <b>${number(have)}</b> of ${number(need)} ${of ?? ''}</p>`;

const MARKS = { MET: ['good', 'tick', 'met'], NOT_YET: ['warn', 'quarter', 'not yet'], FAILED: ['harm', 'harm', 'failed'] };

const needs = (conditions) => html`<div class="needs">
  <h2>Promotion needs all of these, at once</h2>
  <ul>${conditions.map((c) => {
    const [tone, name, spoken] = MARKS[c.state] ?? ['mute', 'unsure', 'unknown'];
    return html`<li><span class=${tone}>${glyph(name)}<span class="sr">${spoken}</span></span><span class="k">${hostile(c.label, 60)}</span><span class="n">${bound(c)}</span></li>`;
  })}</ul>
</div>`;

export function bound({ kind, bound: value, limit, state, unit }) {
  if (value === null || value === undefined) return html`<i>no bound yet</i>`;
  if (kind === 'DURATION') return html`${duration(value)} <i>of ${duration(limit)}</i>`;
  if (kind === 'EVIDENCE' || unit === 'EVIDENCE') return html`E ${evidence(value)} <i>${state === 'FAILED' ? '≥' : '<'} ${number(limit)}</i>`;
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
