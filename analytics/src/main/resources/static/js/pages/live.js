import { html, noChange, nothing } from 'lit';
import { every, listen, PageElement } from '../core/element.js';
import { currentRoute, go, setQuery } from '../core/router.js';
import { listenToKeys } from '../core/keys.js';
import { hostile } from '../core/format.js';
import { glyph } from '../core/glyphs.js';
import { loading, lostStrip, refusal } from '../components/states.js';
import { confirmMove } from '../components/confirm.js';
import { verdictBanner } from '../live/verdict.js';
import { driftPanel } from '../live/drift.js';
import { evidence, nothingYet, TABS } from '../live/evidence.js';
import { actions, head } from '../live/head.js';
import { publicationStrip } from '../live/publication.js';
import { LiveSource } from '../live/source.js';
import { isStale, strips } from '../live/strips.js';
import { scopeLine } from '../live/scope.js';
import { rolloutPanel } from '../live/rollout.js';
import { healthStrip } from '../live/health.js';
import { eventsDrawer } from '../live/events.js';
import { methodDrawer } from '../live/method.js';
import { historyPanel } from '../live/history.js';

const SECTIONS = ['verdict-word', 'share', 'guardrails', 'goals', 'effects', 'latency', 'segments', 'history'];

/** The live comparison: verdict, the numbers that decided it, the evidence, the method. */
class Live extends PageElement {
  static properties = {
    experiment: {}, results: { state: true }, definition: { state: true }, history: { state: true }, problem: { state: true },
    wire: { state: true }, now: { state: true }, size: { state: true }, announced: { state: true }, segment: { state: true }, failed: { state: true },
      apart: { state: true }, planning: { state: true },
  };

  source = new LiveSource(this);

  constructor() {
    super();
    this.now = Date.now();
    this.size = 'wide';
  }

  connectedCallback() {
    super.connectedCallback();
    const [small, medium] = [matchMedia('(max-width: 719px)'), matchMedia('(max-width: 1199px)')];
    const resize = () => (this.size = small.matches ? 'small' : medium.matches ? 'medium' : 'wide');
    resize();
    this.untilGone(
      every(1000, () => (this.now = Date.now())), listen(small, 'change', resize), listen(medium, 'change', resize),
      listen(window, 'mt-route', () => this.requestUpdate()),
      listenToKeys({
        m: () => this.querySelector('#method')?.toggleAttribute('open'),
        t: () => this.#toggleTable(), c: () => this.querySelector('#method .curl button')?.click(),
        ...Object.fromEntries(SECTIONS.map((id, i) => [String(i + 1), () => this.#jump(id)])),
      }),
    );
  }

  /** An address may name a section; it is there once both services have answered, or one is known to be away. */
  updated() {
    if (this.arrived || !this.results || !(this.definition || this.apart)) return;
    this.arrived = true;
    if (/^#[a-z-]+$/.test(location.hash)) this.#jump(location.hash.slice(1));
  }

  /** Goes to a section; on small screens it may stand behind a tab. */
  async #jump(id) {
    const tab = TABS.find(([key]) => id.startsWith(key))?.[0];
    if (tab && this.size !== 'wide') setQuery({ tab });
    await this.updateComplete;
    const target = this.querySelector(`#${id}`);
    if (!target) return;
    if (!target.hasAttribute('tabindex')) target.setAttribute('tabindex', '-1');
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: 'start' });
  }

  #act = (to) => (to.startsWith('#') ? this.#jump(to.slice(1)) : go(`/experiments/${this.experiment}/${to}`));

  #toggleTable() {
    const middle = window.innerHeight / 2;
    const panels = [...this.querySelectorAll('.panel .twin')];
    const nearest = panels.sort((a, b) => Math.abs(a.getBoundingClientRect().top - middle) - Math.abs(b.getBoundingClientRect().top - middle))[0];
    nearest?.toggleAttribute('open');
  }

  render() {
    this.earlier = this.drawn;
    this.drawn = undefined;
    if (this.problem) return html`<div class="wrap">${this.source.retry.waiting ? lostStrip(this.source.retry.shown) : nothing}${refusal(this.problem, () => this.source.open())}</div>`;
    if (!this.results) return html`<div class="wrap">${loading(`results of ${this.experiment}`)}</div>`;
    const { results } = this;
    const stale = isStale(results, this.now);
    return html`<div class="wrap">
      <p class="crumb"><a href="/">Experiments</a> / ${hostile(results.experiment.namespace, 60)} / ${hostile(results.experiment.service, 60)}</p>
      ${head(results, this.definition?.status, this.now, this.#actions(results, false))}
      <p class="sr" role="status" aria-live="polite">${this.announced ?? ''}</p>
      ${strips({ results, failed: this.failed, apart: this.apart, wire: this.wire, stale, now: this.now, again: () => this.source.open() })}
      ${verdictBanner(results.verdict, { ...results.experiment, state: this.definition?.status?.state ?? results.experiment.state }, this.#act)}
      ${driftPanel(this.definition?.status, () => this.#accept())}
      ${publicationStrip(this.definition?.status)}
      ${rolloutPanel(this.definition?.status?.rollout, this.now, this.definition?.spec?.rollout)}
      ${healthStrip(results.health, { ...results.experiment, status: this.definition?.status }, this.now)}
      ${eventsDrawer(results.health)}
      ${scopeLine(results)}${this.planning ? html`<p class="remark">${glyph('info')}<span>${hostile(this.planning, 400)}</span></p>` : nothing}
      ${results.health.exposures.requests === 0 ? nothingYet() : this.#evidence(results, stale)}
      ${methodDrawer(results, this.source.address)}
      ${historyPanel(this.history)}
      <p class="foot"><span><kbd>1</kbd>–<kbd>8</kbd> jump to a section</span><span><kbd>T</kbd> table twin</span><span><kbd>M</kbd>
        method</span><span><kbd>C</kbd> copy as curl</span><span><kbd>/</kbd> search</span><span><kbd>?</kbd> all keys</span></p>
    </div>
    <div class="bottom">${this.#actions(results, true)}</div>`;
  }

  #actions = (results, bottom) => actions({ experiment: this.experiment, results, status: this.definition?.status, bottom, move: (...asked) => this.#move(...asked) });

  async #move(move, text) {
    const reason = await confirmMove(move, text, this.experiment);
    if (reason !== null) await this.source.ask(move, { reason });
  }

  async #accept() {
    const reason = await confirmMove('accept', 'Accept', this.experiment);
    if (reason !== null) await this.source.ask('accept', { hash: this.definition.status.drift.hash, reason });
  }

  /** Tables and charts stay as they are while only the clock goes on; whatever stood here between is drawn anew. */
  #evidence(results, stale) {
    const old = stale || this.wire?.kind === 'waiting';
    const { query } = currentRoute();
    this.drawn = [results, this.definition, old, this.size, String(query)];
    if (this.drawn.every((input, i) => input === this.earlier?.[i])) return noChange;
    return evidence({
      results: { ...results, publications: this.#publications() }, address: this.source.address, old, size: this.size, query,
      readSegments: (metric) => this.source.chooseSegments(metric),
    });
  }

  /** Time to effect in ms by revision: experiment-api keeps that of the last publication. */
  #publications() {
    const publication = this.definition?.status?.publication;
    return publication ? { [publication.revision]: publication.timeToEffectMillis } : {};
  }
}

customElements.define('mt-live', Live);
