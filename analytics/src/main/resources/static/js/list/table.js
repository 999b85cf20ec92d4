import { html, nothing } from 'lit';
import { ageSeconds, duration, hostile } from '../core/format.js';
import { glyph } from '../core/glyphs.js';
import { splitBar, stateWord, verdictChip } from '../components/bits.js';
import { shownWord } from '../live/reasons.js';
import { drift, ENDED } from './filters.js';

/**
 * Experiments as rows, on small screens as cards.
 * @param {any[]} rows @param {number} now @param {string} kind extra class @param {(e: any) => void} rollBack
 */
export const table = (rows, now, kind, rollBack) => html`<div class=${kind}><table class="list">
  <thead><tr><th scope="col">Experiment</th><th scope="col">State</th><th scope="col">Observed of target</th><th scope="col">Verdict</th>
    <th scope="col">Routes</th><th class="n" scope="col">Age</th><th scope="col">Owner</th></tr></thead>
  <tbody>${rows.map((e) => html`<tr><th scope="row"><a href="/experiments/${e.id}">${e.id}</a><small>${hostile(e.spec.namespace, 40)} / ${hostile(e.spec.service, 40)}</small></th>
    <td>${stateWord(e.status.state)}</td><td>${split(e)}</td><td>${verdict(e)}</td>
      <td>${routes(e)}${e.status.moves?.includes('rollback')
      ? html`<button class="btn small danger" type="button" aria-label="Roll back ${e.id}"
      @click=${() => rollBack(e)}>${glyph('back')}Roll back</button>` : nothing}</td><td class="n">${age(e, now)}</td>
      <td>${hostile(e.spec.owner ?? '', 40)}</td></tr>`)}</tbody></table></div>
  <div class="cards ${kind ? 'attn attnbox' : ''}">${rows.map((e) => html`<a class="lcard" href="/experiments/${e.id}">
    <div class="r1"><b>${e.id}</b>${stateWord(e.status.state)}</div><div class="r2">${verdict(e)}</div><div class="r2">${split(e)}${drift(e) ? routes(e) : nothing}</div>
    <div class="r3"><span>${hostile(e.spec.namespace, 40)} / ${hostile(e.spec.service, 40)} · ${hostile(e.spec.owner ?? '', 40)}</span><span>${age(e, now)}</span></div></a>`)}</div>`;

const age = (e, now) => duration(ageSeconds(e.status.startedAt ?? e.status.createdAt, now));
const mute = (text) => html`<span class="mute">${text}</span>`;

function split(e) {
  if (e.status.state === 'DRAFT' || ENDED.includes(e.status.state)) return mute('none');
  if (e.result && !e.result.randomised) return mute('by rule, not at random');
  return e.result?.arms.length ? e.result.arms.map((arm) => splitBar(arm.observed, arm.target)) : mute(e.resultsKnown ? 'no event yet' : 'unknown');
}

function verdict(e) {
  if (e.status.state === 'DRAFT' || !e.result) return mute(e.resultsKnown ? 'none' : 'unknown: analytics does not answer');
  const word = shownWord(e.result);
  return html`${verdictChip(word)}<small>${e.result.sentence ? hostile(e.result.sentence, 200) : nothing}</small>`;
}

const routes = (e) => (e.status.state === 'DRAFT' ? mute('none') : drift(e) ? html`<span class="chip warn">${glyph('routes')}Foreign edit</span>` : mute('as published'));
