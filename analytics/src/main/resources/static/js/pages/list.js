import { html, nothing } from 'lit';
import { PageElement } from '../core/element.js';
import { call, Problem } from '../core/api.js';
import { currentRoute, go, setQuery } from '../core/router.js';
import { listenToKeys } from '../core/keys.js';
import { duration, hostile } from '../core/format.js';
import { ageSeconds } from '../core/time.js';
import { glyph } from '../core/glyphs.js';
import { STATES } from '../core/words.js';
import { copy, curl, splitBar, stateWord, verdictChip } from '../components/bits.js';
import { loading, refusal } from '../components/states.js';
import { shownWord } from '../live/reasons.js';

const ENDED = ['PROMOTED', 'ROLLED_BACK', 'STOPPED'];

/** All experiments: what needs attention first. */
class List extends PageElement {
  static properties = { items: { state: true }, problem: { state: true }, now: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.now = Date.now();
    this.timer = setInterval(() => !document.hidden && this.#read(), 3000);
    this.onRoute = () => this.requestUpdate();
    window.addEventListener('mt-route', this.onRoute);
    this.stopKeys = listenToKeys({ j: () => this.#step(1), k: () => this.#step(-1), c: () => this.querySelector('[data-curl]')?.click() });
    this.#read();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
    window.removeEventListener('mt-route', this.onRoute);
    this.stopKeys();
  }

  async #read() {
    try {
      const [experiments, results] = await Promise.all([this.#all('/api/v1/experiments?limit=200'), call('/api/v1/results').then((a) => a.data).catch(() => null)]);
      const byId = new Map((results?.items ?? []).map((r) => [r.experiment, r]));
      this.items = experiments.map((e) => ({ ...e, result: byId.get(e.id) ?? null, resultsKnown: results !== null }));
      this.problem = undefined;
      this.now = Date.now();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.problem = problem;
    }
  }

  /** Follows the cursor, at most ten pages: beyond two thousand a search is the better way. */
  async #all(first) {
    const found = [];
    let cursor = '';
    for (let page = 0; page < 10; page += 1) {
      const { data } = await call(`${first}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
      found.push(...data.items);
      cursor = data.nextCursor ?? data.next ?? '';
      if (!cursor) break;
    }
    return found;
  }

  #step(by) {
    const links = [...this.querySelectorAll('.list th a, .lcard')].filter((a) => a.offsetParent);
    links[Math.max(0, Math.min(links.length - 1, links.indexOf(document.activeElement) + by))]?.focus();
  }

  render() {
    if (this.problem && !this.items) return html`<div class="wrap">${refusal(this.problem, () => this.#read())}</div>`;
    if (!this.items) return html`<div class="wrap">${loading('experiments')}</div>`;
    if (!this.items.length) return empty();
    const query = currentRoute().query;
    const shown = this.items.filter(matches(query));
    const attention = shown.filter((e) => needsAttention(e));
    const others = shown.filter((e) => !needsAttention(e));
    return html`<div class="wrap">
      <div class="head"><div><h1>Experiments</h1></div><div class="actions"><button class="btn" type="button" data-curl @click=${(e) => copy(e.currentTarget, `curl ${location.origin}/api/v1/results -H "Authorization: Bearer $TOKEN"`)}>${glyph('copy')}<span>Copy as curl</span></button>
        <a class="btn primary" href="/new">${glyph('plus')}New experiment<kbd>N</kbd></a></div></div>
      ${this.#filters(query, shown.length)}
      ${this.problem ? html`<div class="strip mute">${glyph('cut')}<span><b>Connection lost.</b> ${this.problem.message} What you see is from ${duration((Date.now() - this.now) / 1000)} ago.</span></div>` : nothing}
      ${attention.length ? html`<div class="group"><span class="warn">${glyph('warning')}</span><h2>Needs attention</h2><p>${attention.length}</p></div>${table(attention, this.now, 'attnbox')}` : nothing}
      ${others.length ? html`${attention.length ? html`<div class="group"><h2>All others</h2><p>${others.length}</p></div>` : nothing}${table(others, this.now, '')}` : nothing}
      ${shown.length ? nothing : this.#noMatch(query)}
      <p class="foot"><span><kbd>J</kbd> <kbd>K</kbd> next, previous</span><span><kbd>Enter</kbd> open</span><span><kbd>/</kbd> search</span><span><kbd>N</kbd> new experiment</span><span><kbd>?</kbd> all keys</span></p>
    </div><div class="bottom"><a class="btn primary" href="/new">${glyph('plus')}New experiment</a></div>`;
  }

  #filters(query, count) {
    const services = [...new Set(this.items.map((e) => e.spec.service))].sort();
    const pick = (name, label, options) => html`<label class="pick">${label}<select @change=${(e) => setQuery({ [name]: e.target.value })} aria-label=${label}>
      <option value="">any</option>${options.map(([value, text]) => html`<option value=${value} ?selected=${query.get(name) === value}>${text}</option>`)}</select></label>`;
    return html`<div class="filters">
      <span class="search">${glyph('search')}<input type="search" aria-label="Name, service or owner" placeholder="Name, service or owner" .value=${query.get('q') ?? ''} @input=${(e) => setQuery({ q: e.target.value })} /></span>
      ${pick('state', 'State', Object.entries(STATES).filter(([k]) => k !== 'WAITS').map(([k, v]) => [k, v.word]))}${pick('service', 'Service', services.map((s) => [s, hostile(s, 40)]))}
      <button class="pick" aria-pressed=${query.get('ended') !== 'shown'} @click=${() => setQuery({ ended: query.get('ended') === 'shown' ? null : 'shown' })}>Ended hidden</button>
      <span class="right">${count} of ${this.items.length}</span></div>`;
  }

  /** Which single filter stands in the way, and how many it hides. */
  #withoutOne(query) {
    for (const [name, label] of [['state', 'State'], ['service', 'Service'], ['ended', 'Ended hidden']]) {
      const without = new URLSearchParams(query);
      if (name === 'ended') without.set('ended', 'shown');
      else without.delete(name);
      const found = this.items.filter(matches(without)).length;
      if (found) return `${found} ${found === 1 ? 'matches' : 'match'} without the filter ${label}${query.get(name) ? `: ${(STATES[query.get(name)]?.word ?? query.get(name)).toLowerCase()}` : ''}.`;
    }
    return `${this.items.length} ${this.items.length === 1 ? 'experiment is' : 'experiments are'} hidden by the filters.`;
  }

  #noMatch(query) {
    return html`<div class="empty"><h2>No experiment matches${query.get('q') ? ` “${hostile(query.get('q'))}”` : ''}</h2>
      <p>${this.#withoutOne(query)}</p>
      <div class="actions"><button class="btn" @click=${() => go('/?ended=shown')}>Clear the filters</button></div></div>`;
  }
}

const matches = (query) => (e) => {
  const q = (query.get('q') ?? '').toLowerCase();
  const inText = !q || [e.id, e.name, e.spec.service, e.spec.owner ?? '', e.spec.namespace].some((t) => t.toLowerCase().includes(q));
  const state = query.get('state');
  const ended = query.get('ended') === 'shown' || state || !ENDED.includes(e.status.state) || needsAttention(e);
  return inText && ended && (!state || e.status.state === state) && (!query.get('service') || e.spec.service === query.get('service'));
};

const drift = (e) => e.status.conditions?.find((c) => c.type === 'InSync' && c.status === 'False');
const needsAttention = (e) => Boolean(drift(e)) || ['HARM', 'CANNOT_JUDGE'].includes(e.result && shownWord(e.result)) && !ENDED.includes(e.status.state);

const table = (rows, now, kind) => html`<div class=${kind}><table class="list">
  <thead><tr><th scope="col">Experiment</th><th scope="col">State</th><th scope="col">Observed of target</th><th scope="col">Verdict</th><th scope="col">Routes</th><th class="n" scope="col">Age</th><th scope="col">Owner</th></tr></thead>
  <tbody>${rows.map((e) => html`<tr><th scope="row"><a href="/experiments/${e.id}">${e.id}</a><small>${hostile(e.spec.namespace, 40)} / ${hostile(e.spec.service, 40)}</small></th>
    <td>${stateWord(e.status.state)}</td><td>${split(e)}</td><td>${verdict(e)}</td><td>${routes(e)}</td><td class="n">${age(e, now)}</td><td>${hostile(e.spec.owner ?? '', 40)}</td></tr>`)}</tbody></table></div>
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

const empty = () => html`<div class="wrap"><div class="head"><div><h1>Experiments</h1></div></div><div class="empty">
  <h2>No experiments yet</h2><p>An experiment is a question, two versions and a rule. This one sends every tenth request to v2 and compares:</p>
  ${curl(`curl -X POST ${location.origin}/api/v1/experiments -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"id": "first", "rules": "10% to v2"}'`)}
  <div class="actions"><a class="btn primary" href="/new">${glyph('plus')}Write the first rule</a></div></div></div>`;

customElements.define('mt-list', List);
