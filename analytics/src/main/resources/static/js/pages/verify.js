import { html, nothing } from 'lit';
import { every, listen, PageElement } from '../core/element.js';
import { call, isAway, post, Problem } from '../core/api.js';
import { currentRoute, setQuery } from '../core/router.js';
import { Retry } from '../core/retry.js';
import { openStream } from '../core/stream.js';
import { listenToKeys } from '../core/keys.js';
import { clock, hostile } from '../core/format.js';
import { glyph } from '../core/glyphs.js';
import { copy, word } from '../components/bits.js';
import { loading, lostStrip, oldChecksStrip, refusal } from '../components/states.js';
import { bannerOf, CHECKS, meaning } from '../verify/verdict.js';
import { checkRow, outside } from '../verify/rows.js';
import { runsPanel } from '../verify/runs.js';

const POLL_WHILE_RUNNING = 700;
const POLL = 15_000;

/** Does the mesh do what was published? What each witness says, and asking again. */
class Verify extends PageElement {
  static properties = {
    experiment: {}, answer: { state: true }, definition: { state: true }, problem: { state: true }, refused: { state: true }, wire: { state: true },
    now: { state: true }, asking: { state: true }, older: { state: true }, past: { state: true }, announced: { state: true },
  };

  retry = new Retry(this, () => this.#open());

  constructor() {
    super();
    this.now = Date.now();
    /** @type {any[]} */
    this.older = [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.untilGone(
      every(1000, () => (this.now = Date.now())), listen(window, 'mt-route', () => this.#showRun()),
      listenToKeys({ r: () => this.#recheck(), j: () => this.#step(1), k: () => this.#step(-1), c: () => this.querySelector('[data-curl]')?.click() }),
    );
    this.#open();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.poll);
    this.closeStream?.();
  }

  #address = () => `/api/v1/experiments/${this.experiment}/verifications`;

  async #open() {
    this.problem = undefined;
    try {
      await this.#read();
      this.retry.done();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.problem = problem;
      if (isAway(problem)) this.retry.failed();
      return;
    }
    if (!this.isConnected) return;
    this.closeStream?.();
    this.closeStream = openStream(`/api/v1/experiments/${this.experiment}/stream`, { event: () => this.#quietly(), state: (state) => this.#wire(state) });
    this.#showRun();
  }

  async #read() {
    const [answer, definition] = await Promise.all([call(this.#address()), call(`/api/v1/experiments/${this.experiment}`)]);
    this.definition = definition.data;
    this.#take(answer.data);
  }

  #quietly = () => this.#read().catch(() => {});

  /** The stream tells of changes from its opening on: what changed before that is read again. */
  #wire(state) {
    this.wire = state;
    if (state.kind === 'open') this.#quietly();
  }

  #take(answer) {
    if (this.answer && this.answer.summary.sentence !== answer.summary.sentence) this.announced = answer.summary.sentence;
    this.answer = answer;
    if (!this.isConnected) return;
    if (!answer.running) this.asking = undefined;
    clearTimeout(this.poll);
    this.poll = setTimeout(() => (document.hidden ? this.#take(this.answer) : this.#quietly()), answer.running ? POLL_WHILE_RUNNING : POLL);
  }

  /** @param {string} [row] one check; without it all */
  async #recheck(row) {
    if (this.#why() || this.asking) return;
    this.asking = row ?? 'all';
    this.refused = undefined;
    setQuery({ run: null });
    try {
      this.#take((await post(`${this.#address()}${row ? `?row=${encodeURIComponent(row)}` : ''}`)).data);
    } catch (problem) {
      this.asking = undefined;
      this.refused = problem;
    }
  }

  /** Why checking is off; it says so before it is offered. */
  #why() {
    const state = this.definition?.status?.state;
    return ['RUNNING', 'PAUSED', 'PROMOTED'].includes(state) ? null : 'Nothing of this experiment is in the mesh: there is nothing to verify.';
  }

  async #showRun() {
    const run = Number(currentRoute().query.get('run'));
    if (!run) {
      this.past = undefined;
      return;
    }
    try {
      this.past = { run, ...(await call(`${this.#address()}/${run}`)).data };
    } catch (problem) {
      this.refused = problem;
    }
  }

  async #more() {
    const cursor = this.cursor ?? this.answer.nextCursor;
    const { data } = await call(`${this.#address()}?cursor=${encodeURIComponent(cursor)}`);
    this.older = [...this.older, ...data.runs];
    this.cursor = data.nextCursor ?? '';
  }

  #step(by) {
    const rows = [...this.querySelectorAll('.vrow')];
    rows[Math.max(0, Math.min(rows.length - 1, rows.indexOf(/** @type {HTMLElement} */ (document.activeElement)) + by))]?.focus();
  }

  render() {
    if (this.problem) return html`<div class="wrap">${this.retry.waiting ? lostStrip(this.retry.shown) : nothing}${refusal(this.problem, () => this.#open())}</div>`;
    if (!this.answer) return html`<div class="wrap">${loading(`verification of ${this.experiment}`)}</div>`;
    const view = this.past ?? this.answer;
    const summary = this.past ? this.past.summary : this.answer.summary;
    const waiting = this.wire?.kind === 'waiting' ? this.wire : undefined;
    const spec = this.definition?.spec;
    return html`<div class="wrap">
      <p class="crumb"><a href="/">Experiments</a> / <a href="/experiments/${this.experiment}">${hostile(this.experiment, 60)}</a>${spec ? ` / ${hostile(spec.namespace, 60)}` : nothing}</p>
      <div class="head"><div><h1>Verification</h1><p
        class="q">Does the mesh do what was published? Independent witnesses and our own probes.</p></div><div
        class="actions">${this.#actions(false)}</div></div>
      <p class="sr" role="status" aria-live="polite">${this.announced ?? ''}</p>
      ${waiting ? lostStrip({ ...waiting, seconds: Math.max(0, Math.ceil((waiting.until - this.now) / 1000)) }) : nothing}
      ${!waiting && !this.past && !this.#why() ? oldChecksStrip(this.answer.rows, this.now) : nothing}
      ${this.refused ? html`<div class="strip warn"
        role="alert">${glyph('warning')}<span><b>${this.refused.body?.title ?? 'Refused'}.</b> ${hostile(this.refused.message, 400)}</span></div>` : nothing}
      ${this.past ? html`<div class="strip note">${glyph('clock')}<span>The run of
        <b>${clock(this.past.runs?.[0]?.at ?? this.past.rows[0]?.checkedAt)}</b>, revision
        ${this.past.revision}, as it was.</span><button class="btn" type="button" @click=${() => setQuery({ run: null })}>Back to now</button></div>` : nothing}
      ${view.rows.length ? html`${this.#banner(view, summary)}<div
        class="vrows">${view.rows.map((row) =>
        checkRow(row, { now: this.now, busy: Boolean(this.asking), why: this.past ? 'This is an earlier run.' : this.#why(),
        recheck: (name) => this.#recheck(name), actions: this.past ? nothing : this.#rowActions(row) }))}</div>` : this.#nothingYet()}
      <p class="remark">${glyph('info')}<span>Kiali is one witness and never the judge: when it is slow, absent or unreadable
        its rows say “Unknown” and the verdict does not wait for it.</span></p>
      ${runsPanel([...this.answer.runs, ...this.older], this.#address(), this.past?.run ?? null,
        { show: (run) => setQuery({ run: String(run) }, { place: true }), more: (this.cursor ?? this.answer.nextCursor) ? () => this.#more() : null })}
      <p class="foot"><span><kbd>R</kbd> re-check all</span><span><kbd>J</kbd> <kbd>K</kbd> next, previous</span><span><kbd>C</kbd> copy as curl</span><span><kbd>?</kbd> all keys</span></p>
    </div><div class="bottom">${this.#actions(true)}</div>`;
  }

  #actions(bottom) {
    const why = this.#why();
    const kiali = this.answer.rows.flatMap((row) => row.links).find((link) => /graph/i.test(link.title) && outside(link.href));
    return html`
      ${kiali ? html`<a class="btn" href=${outside(kiali.href)} target="_blank" rel="noopener noreferrer">${bottom ? 'Kiali' : 'Graph in Kiali'} ${glyph('outside')}</a>` : nothing}
      ${bottom ? nothing : html`<button class="btn" type="button" data-curl
        @click=${(e) => copy(e.currentTarget,
        `curl -X POST ${location.origin}${this.#address()} -H "Authorization: Bearer $TOKEN"`)}>${glyph('copy')}<span>Copy as curl</span></button>`}
      <button class="btn primary" type="button" aria-disabled=${why || this.asking ? 'true' : nothing} title=${why ?? nothing}
        @click=${() => this.#recheck()}>${glyph('again')}${this.asking === 'all' || this.answer.running ? 'Checking' : 'Re-check all'}${bottom
        ? nothing : html`<kbd aria-hidden="true">R</kbd>`}</button>`;
  }

  #banner(view, summary) {
    const { glyph: name, tone, rail } = bannerOf(summary);
    const counts = [['AGREES', summary.agrees, summary.agrees === 1 ? 'agrees' : 'agree'],
      ['DIFFERS', summary.differs, summary.differs === 1 ? 'differs' : 'differ'], ['TOO_EARLY', summary.tooEarly, 'too early'],
      ['UNKNOWN', summary.unknown, 'unknown']];
    return html`<section class="verdict solo ${rail}" aria-labelledby="vd"><div class="say">
      <h2 class="v mid-size" id="vd"><span class=${tone}>${glyph(name)}</span>${hostile(summary.sentence, 120)}</h2><p class="why">${hostile(meaning(view.rows, summary), 300)}</p></div>
      <div class="side"><span class="vcounts">${counts.filter(([, n]) => n)
        .map(([kind, n, text]) => word(CHECKS[kind].tone, CHECKS[kind].glyph, `${n} ${text}`))}${summary.notConfigured
        ? word('mute', 'info', `${summary.notConfigured} not set up`) : nothing}</span></div></section>`;
  }

  /** A foreign edit can be let stand where it is read; whoever accepts it says why on the live page. */
  #rowActions(row) {
    return row.row === 'foreign-edit' && row.verdict === 'DIFFERS'
      ? html`<p class="vlinks"><a class="btn" href="/experiments/${this.experiment}#drift">See the edit and decide</a></p>` : nothing;
  }

  #nothingYet() {
    const why = this.#why();
    return html`<div class="tile later"><div class="mid c"><h2>${glyph('draft')} Nothing verified yet</h2>
      <p>${why ?? 'The first check follows the first publication; it can also be asked for now.'}</p>
      ${why ? html`<div class="actions"><a class="btn" href="/experiments/${this.experiment}">Back to the experiment</a></div>`
        : html`<div class="curl"><code>curl -X POST ${location.origin}${this.#address()} -H "Authorization: Bearer $TOKEN"</code></div>`}</div></div>`;
  }
}

customElements.define('mt-verify', Verify);
