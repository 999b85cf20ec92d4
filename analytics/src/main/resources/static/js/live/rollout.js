import { html, nothing } from 'lit';
import { ageSeconds, clock, duration, hostile, number } from '../core/format.js';
import { word } from '../components/bits.js';

/**
 * @typedef {{revision: number, step: number, steps: number[], nextStep: number|null, since: string|null, nextStepAt: string|null,
 *   heldBecause: {code: string, message: string, since: string}|null, silentSince: string|null}} Rollout
 */

/** Reasons that people have to look at; the others pass by themselves. */
const LOOK = new Set(['foreign-edit', 'cannot-judge', 'treatment-silent', 'witnesses-differ', 'rules-cannot-ramp', 'findings-open', 'mesh-unavailable']);

/** Where the rollout stands: its steps, how long it has been on this one, and what it waits for. @param {Rollout|null|undefined} rollout @param {number} now @param {any} [policy] */
export function rolloutPanel(rollout, now, policy) {
  if (!rollout?.steps?.length) return nothing;
  return html`<section class="ladder" id="rollout" tabindex="-1" aria-labelledby="rollout-title">
    <h2 id="rollout-title">Rollout</h2>
    <ol>${stepsOf(rollout).map((step) => stepMark(step, rollout))}</ol>
    <p>${rollout.since ? html`At <b>${share(rollout.step)}</b> for ${duration(ageSeconds(rollout.since, now))}.` : html`At <b>${share(rollout.step)}</b>, not in effect yet.`}
      ${rollout.nextStep !== null && rollout.nextStepAt
        ? html` Next ${share(rollout.nextStep)}${Date.parse(rollout.nextStepAt) > now
        ? html`, not before <b>${clock(rollout.nextStepAt)}</b>` : ', as soon as it may'}.` : nothing}</p>
    ${rollout.heldBecause ? held(rollout.heldBecause) : nothing}${waitsFor(policy)}
  </section>`;
}

/** The witnesses that each step waits for. @param {any} policy */
function waitsFor(policy) {
  const named = [...(policy?.witnesses ? ['all witnesses'] : []), ...(policy?.witnessRows ?? []).map((row) => hostile(row, 40))];
  return named.length ? html`<p class="mute" id="rollout-witnesses">Each step waits for: ${named.join(', ')}.</p>` : nothing;
}

/** People may move a rollout by hand: its share then stands between two steps. @param {Rollout} rollout */
const stepsOf = (rollout) => [...new Set([...rollout.steps, rollout.step])].sort((a, b) => a - b);

const share = (percent) => `${number(percent, percent % 1 ? 2 : 0)}\u202f%`;

function stepMark(step, rollout) {
  const state = step < rollout.step ? 'done' : step === rollout.step ? 'now' : 'next';
  const spoken = { done: 'passed', now: 'the present step', next: 'to come' }[state];
  return html`<li class=${state} aria-current=${state === 'now' ? 'step' : nothing}><i aria-hidden="true"></i><span>${share(step)}</span><span class="sr">, ${spoken}</span></li>`;
}

function held(because) {
  const look = LOOK.has(because.code);
  return html`<p class="held">${word(look ? 'warn' : 'mute', look ? 'warning' : 'quarter', 'Held')} <span>since ${clock(because.since)}: ${hostile(because.message, 300)}</span></p>`;
}
