import { html, nothing } from 'lit';
import { ageSeconds, duration, hostile, number } from '../core/format.js';
import { glyph } from '../core/glyphs.js';
import { armSample, stateWord } from '../components/bits.js';

/** What is compared: name, question, arms with their shares, state and age. */
export function head({ experiment }, status, now, buttons) {
  const total = experiment.variants.reduce((sum, v) => sum + v.weight, 0);
  return html`<div class="head"><div>
    <h1>${hostile(experiment.name, 120)}</h1>${experiment.question ? html`<p class="q">${hostile(experiment.question, 300)}</p>` : nothing}
    <div class="legend">${experiment.variants.map((v, i) =>
      html`<span>${armSample(i)}<b>${hostile(v.name, 40)}</b>
      ${v.role.toLowerCase()}${total ? `, ${number((100 * v.weight) / total, v.weight % 100 ? 2 : 0)}\u202f%` : ''}</span>`)}
      <span>${stateWord(status?.state ?? experiment.state)}${experiment.startedAt
        ? html`<span>for ${duration(ageSeconds(experiment.startedAt, experiment.endedAt
        ? Date.parse(experiment.endedAt) : now))}</span>` : nothing}</span></div>
    </div><div class="actions">${buttons}</div></div>`;
}

/**
 * What may be done now, as experiment-api says; rolling back is always the one in its own colour.
 * @param {{experiment: string, results: any, status: any, bottom: boolean, move: (move: string, text: string) => void}} of
 */
export function actions({ experiment, results, status, bottom, move }) {
  const can = (name) => (status?.moves ?? []).includes(name);
  const button = (name, mark, text, kind = '') => (can(name) ? html`<button class="btn ${kind}" type="button" @click=${() => move(name, text)}>${glyph(mark)}${text}</button>` : nothing);
  const conditions = results.verdict.promotion ?? [];
  const met = conditions.filter((c) => c.state === 'MET').length;
  const all = met === conditions.length && ['NO_HARM', 'BETTER'].includes(results.verdict.word);
  return html`
    ${!bottom && ['RUNNING', 'PAUSED', 'DRAFT'].includes(status?.state) ? html`<a class="btn" href="/experiments/${experiment}/edit">Edit rules</a>` : nothing}
    ${!bottom && ['RUNNING', 'PAUSED', 'PROMOTED'].includes(status?.state) ? html`<a class="btn" href="/experiments/${experiment}/verification">Verification</a>` : nothing}
    ${button('start', 'running', 'Start', 'primary')}
    ${button('pause', 'paused', 'Pause')}
    ${button('resume', 'running', 'Resume')}
    ${button('rollback', 'back', 'Roll back', 'danger')}
    ${button('promote', 'promoted', all ? 'Promote' : bottom ? `Promote ${met}/${conditions.length}` : `Promote, ${met} of ${conditions.length} met`, all ? 'primary' : '')}`;
}
