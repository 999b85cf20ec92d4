import { html } from 'lit';
import { go, setQuery } from '../core/router.js';
import { hostile } from '../core/format.js';
import { glyph } from '../core/glyphs.js';
import { STATES } from '../core/words.js';
import { shownWord } from '../live/reasons.js';

export const ENDED = ['PROMOTED', 'ROLLED_BACK', 'STOPPED'];

export const drift = (e) => e.status.conditions?.find((c) => c.type === 'InSync' && c.status === 'False');

/** What a person has to look at: a foreign edit, harm, or a verdict that cannot be given. */
export const needsAttention = (e) => Boolean(drift(e)) || ['HARM', 'CANNOT_JUDGE'].includes(e.result && shownWord(e.result)) && !ENDED.includes(e.status.state);

/** Whether an experiment is shown: ended ones only when asked for, or when they need somebody. @param {URLSearchParams} query @returns {(item: any) => boolean} */
export const matches = (query) => (e) => {
  const q = (query.get('q') ?? '').toLowerCase();
  const inText = !q || [e.id, e.name, e.spec.service, e.spec.owner ?? '', e.spec.namespace].some((t) => t.toLowerCase().includes(q));
  const state = query.get('state');
  const ended = query.get('ended') === 'shown' || Boolean(state) || !ENDED.includes(e.status.state) || needsAttention(e);
  return inText && ended && (!state || e.status.state === state) && (!query.get('service') || e.spec.service === query.get('service'));
};

/** What narrows the list down; each choice stands in the address. @param {URLSearchParams} query @param {number} count shown @param {any[]} items all */
export function filters(query, count, items) {
  const services = [...new Set(items.map((e) => e.spec.service))].sort();
  const pick = (name, label, options) => html`<label class="pick">${label}<select @change=${(e) => setQuery({ [name]: e.target.value })} aria-label=${label}>
    <option value="">any</option>${options.map(([value, text]) => html`<option value=${value} ?selected=${query.get(name) === value}>${text}</option>`)}</select></label>`;
  return html`<div class="filters">
    <span class="search">${glyph('search')}<input type="search" aria-label="Name, service or owner" placeholder="Name, service or owner"
      .value=${query.get('q') ?? ''} @input=${(e) => setQuery({ q: e.target.value })} /></span>
    ${pick('state', 'State', Object.entries(STATES).filter(([k]) => k !== 'WAITS').map(([k, v]) => [k, v.word]))}${pick('service', 'Service', services.map((s) => [s, hostile(s, 40)]))}
    <button class="pick" aria-pressed=${query.get('ended') !== 'shown'} @click=${() => setQuery({ ended: query.get('ended') === 'shown' ? null : 'shown' })}>Ended hidden</button>
    <span class="right">${count} of ${items.length}</span></div>`;
}

/** Which single filter stands in the way, and how many it hides. @param {URLSearchParams} query @param {any[]} items */
function withoutOne(query, items) {
  for (const [name, label] of [['state', 'State'], ['service', 'Service'], ['ended', 'Ended hidden']]) {
    const without = new URLSearchParams(query);
    const set = query.get(name);
    if (name === 'ended') without.set('ended', 'shown');
    else without.delete(name);
    const found = items.filter(matches(without)).length;
    if (found) return `${found} ${found === 1 ? 'matches' : 'match'} without the filter ${label}${set ? `: ${(STATES[set]?.word ?? set).toLowerCase()}` : ''}.`;
  }
  return `${items.length} ${items.length === 1 ? 'experiment is' : 'experiments are'} hidden by the filters.`;
}

/** @param {URLSearchParams} query @param {any[]} items */
export function noMatch(query, items) {
  return html`<div class="empty"><h2>No experiment matches${query.get('q') ? ` “${hostile(query.get('q'))}”` : ''}</h2>
    <p>${withoutOne(query, items)}</p>
    <div class="actions"><button class="btn" @click=${() => go('/?ended=shown')}>Clear the filters</button></div></div>`;
}
