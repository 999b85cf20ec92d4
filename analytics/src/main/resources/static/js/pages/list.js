import { html, nothing } from 'lit';
import { every, listen, PageElement } from '../core/element.js';
import { call, isAway, post, Problem, refusalOf } from '../core/api.js';
import { currentRoute } from '../core/router.js';
import { listenToKeys } from '../core/keys.js';
import { Retry } from '../core/retry.js';
import { duration, hostile } from '../core/format.js';
import { glyph } from '../core/glyphs.js';
import { copy, curl } from '../components/bits.js';
import { confirmMove } from '../components/confirm.js';
import { freshnessStrip, loading, lostStrip, refusal, refusedStrip } from '../components/states.js';
import { filters, matches, needsAttention, noMatch } from '../list/filters.js';
import { orphanStrips } from '../list/orphans.js';
import { table } from '../list/table.js';

/** All experiments: what needs attention first. */
class List extends PageElement {
  static properties = { items: { state: true }, problem: { state: true }, now: { state: true }, orphans: { state: true }, failed: { state: true } };

  retry = new Retry(this, () => this.#read());

  constructor() {
    super();
    this.now = Date.now();
  }

  connectedCallback() {
    super.connectedCallback();
    this.untilGone(
      every(3000, () => !this.retry.waiting && this.#read()), listen(window, 'mt-route', () => this.requestUpdate()),
      listenToKeys({ j: () => this.#step(1), k: () => this.#step(-1), c: () => this.querySelector('[data-curl]')?.click() }),
    );
    this.#read();
    this.#readOrphans();
  }

  async #read() {
    try {
      const [experiments, results] = await Promise.all([this.#all('/api/v1/experiments?limit=200'), call('/api/v1/results').then((a) => a.data).catch(() => null)]);
      const byId = new Map((results?.items ?? []).map((r) => [r.experiment, r]));
      this.items = experiments.map((e) => ({ ...e, result: byId.get(e.id) ?? null, resultsKnown: results !== null }));
      this.stream = results?.stream;
      this.problem = undefined;
      this.retry.done();
      this.now = Date.now();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.problem = problem;
      if (isAway(problem)) this.retry.failed();
      else this.retry.done();
    }
  }

  /** Rare, so read once, and after each act. */
  async #readOrphans() {
    this.orphans = [];
    await refusalOf(call('/api/v1/orphans').then(({ data }) => (this.orphans = data)));
  }

  #rollBack = (e) => this.#ask('rollback', 'Roll back', e.id, (reason) => post(`/api/v1/experiments/${e.id}/rollback`, { reason }, { 'If-Match': '*' }));

  #orphan = (verb, { experiment }) =>
    this.#ask(verb, verb, experiment,
    () => (verb === 'adopt' ? post(`/api/v1/orphans/${experiment}/adopt`) : call(`/api/v1/orphans/${experiment}`, { method: 'DELETE' })));

  async #ask(verb, text, id, send) {
    const reason = await confirmMove(verb, text, id);
    if (reason === null) return;
    this.failed = await refusalOf(send(reason));
    await Promise.all([this.#read(), this.#readOrphans()]);
  }

  /** At most ten pages: beyond them a search is the better way. */
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
    links[Math.max(0, Math.min(links.length - 1, links.indexOf(/** @type {HTMLElement} */ (document.activeElement)) + by))]?.focus();
  }

  render() {
    if (this.problem && !this.items) return html`<div class="wrap">${refusal(this.problem, () => this.#read())}</div>`;
    if (!this.items) return html`<div class="wrap">${loading('experiments')}</div>`;
    if (!this.items.length && !this.orphans?.length) return empty();
    const query = currentRoute().query;
    const shown = this.items.filter(matches(query));
    const attention = shown.filter((e) => needsAttention(e));
    const others = shown.filter((e) => !needsAttention(e));
    return html`<div class="wrap">
      <div class="head"><div><h1>Experiments</h1></div><div class="actions"><button class="btn" type="button" data-curl @click=${(e) =>
        copy(e.currentTarget, `curl ${location.origin}/api/v1/results -H "Authorization: Bearer $TOKEN"`)}>${glyph('copy')}<span>Copy as curl</span></button>
        <a class="btn primary" href="/new">${glyph('plus')}New experiment<kbd>N</kbd></a></div></div>
      ${filters(query, shown.length, this.items)}
      ${this.problem && !isAway(this.problem) ? refusedStrip(this.problem) : nothing}
      ${this.problem ? html`${isAway(this.problem) ? lostStrip(this.retry.shown) : nothing}<p
        class="remark">${glyph('info')}<span>${hostile(this.problem.message, 200)} What you see is from
        ${duration((Date.now() - this.now) / 1000)} ago.</span></p>` : nothing}
      ${this.problem ? nothing : freshnessStrip(shown, this.stream, Date.now())}
      ${this.failed ? refusedStrip(this.failed) : nothing}
      ${orphanStrips(this.orphans ?? [], this.#orphan)}
      ${attention.length ? html`<div
        class="group"><span class="warn">${glyph('warning')}</span><h2>Needs
        attention</h2><p>${attention.length}</p></div>${table(attention, this.now, 'attnbox', this.#rollBack)}` : nothing}
      ${others.length ? html`${attention.length ? html`<div class="group"><h2>All others</h2><p>${others.length}</p></div>` : nothing}${table(others, this.now, '', this.#rollBack)}` : nothing}
      ${shown.length ? nothing : noMatch(query, this.items)}
      <p class="foot"><span><kbd>J</kbd>
        <kbd>K</kbd> next, previous</span><span><kbd>Enter</kbd> open</span><span><kbd>/</kbd> search</span><span><kbd>N</kbd> new
        experiment</span><span><kbd>?</kbd> all keys</span></p>
    </div><div class="bottom"><a class="btn primary" href="/new">${glyph('plus')}New experiment</a></div>`;
  }
}

const empty = () => html`<div class="wrap"><div class="head"><div><h1>Experiments</h1></div></div><div class="empty">
  <h2>No experiments yet</h2><p>An experiment is a question, two versions and a rule. This one sends every tenth request to v2 and compares:</p>
  ${curl(`curl -X POST ${location.origin}/api/v1/experiments -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"id": "first", "rules": "10% to v2"}'`)}
  <div class="actions"><a class="btn primary" href="/new">${glyph('plus')}Write the first rule</a></div></div></div>`;

customElements.define('mt-list', List);
