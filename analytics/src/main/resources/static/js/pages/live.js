import { html, nothing } from 'lit';
import { PageElement } from '../core/element.js';
import { call, post, Problem } from '../core/api.js';
import { currentRoute, go, setQuery } from '../core/router.js';
import { openStream } from '../core/stream.js';
import { listenToKeys } from '../core/keys.js';
import { clockSeconds, duration, gapText, hostile, number } from '../core/format.js';
import { ageSeconds } from '../core/time.js';
import { glyph } from '../core/glyphs.js';
import { verdictOf } from '../core/words.js';
import { edgeAddress } from '../core/edge.js';
import { armSample, stateWord } from '../components/bits.js';
import { loading, lostStrip, noEventYet, refusal, staleStrip } from '../components/states.js';
import { confirmMove } from '../components/confirm.js';
import { verdictBanner } from '../live/verdict.js';
import { shownWord } from '../live/reasons.js';
import { driftPanel } from '../live/drift.js';
import { rolloutPanel } from '../live/rollout.js';
import { healthStrip } from '../live/health.js';
import { sharePanel } from '../live/share.js';
import { goalPanel, guardrailPanel } from '../live/metrics.js';
import { effectPanel } from '../live/effects.js';
import { latencyPanel } from '../live/latency.js';
import { segmentPanel } from '../live/segments.js';
import { methodDrawer } from '../live/method.js';
import { historyPanel } from '../live/history.js';

const SECTIONS = ['verdict-word', 'share', 'guardrails', 'goals', 'effects', 'latency', 'segments', 'history'];
const TABS = [['effect', 'Effect'], ['share', 'Share'], ['latency', 'Latency'], ['segments', 'Segments']];

/** The live comparison: verdict, the numbers that decided it, the evidence, the method. */
class Live extends PageElement {
  static properties = {
    experiment: {}, results: { state: true }, definition: { state: true }, history: { state: true }, problem: { state: true },
    wire: { state: true }, now: { state: true }, size: { state: true }, announced: { state: true }, segment: { state: true },
  };

  connectedCallback() {
    super.connectedCallback();
    this.now = Date.now();
    this.clock = setInterval(() => !document.hidden && (this.now = Date.now()), 1000);
    this.widths = [matchMedia('(max-width: 719px)'), matchMedia('(max-width: 1199px)')];
    this.onWidth = () => (this.size = this.widths[0].matches ? 'small' : this.widths[1].matches ? 'medium' : 'wide');
    this.widths.forEach((width) => width.addEventListener('change', this.onWidth));
    this.onWidth();
    this.onRoute = () => this.requestUpdate();
    window.addEventListener('mt-route', this.onRoute);
    this.stopKeys = listenToKeys({
      m: () => this.querySelector('#method')?.toggleAttribute('open'),
      t: () => this.#toggleTable(), c: () => this.querySelector('#method .curl button')?.click(),
      ...Object.fromEntries(SECTIONS.map((id, i) => [String(i + 1), () => this.#jump(id)])),
    });
    this.#open();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.clock);
    this.widths.forEach((width) => width.removeEventListener('change', this.onWidth));
    window.removeEventListener('mt-route', this.onRoute);
    this.stopKeys();
    this.closeStreams?.forEach((close) => close());
  }

  #address = () => `/api/v1/results/${this.experiment}`;

  async #open() {
    this.closeStreams?.forEach((close) => close());
    this.problem = undefined;
    try {
      await Promise.all([this.#readResults(), this.#readDefinition()]);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.problem = problem;
      return;
    }
    if (!this.isConnected) return;
    this.closeStreams = [
      openStream(`${this.#address()}/stream`, { event: (name, data) => name === 'results' && this.#take(data), state: (state) => this.#wire(state) }),
      openStream(`/api/v1/experiments/${this.experiment}/stream`, { event: () => this.#readDefinition().catch(() => {}), state: () => {} }),
    ];
  }

  async #readResults() {
    this.#take((await call(this.#address())).data);
  }

  async #readDefinition() {
    const base = `/api/v1/experiments/${this.experiment}`;
    const [definition, history] = await Promise.all([call(base), call(`${base}/history`)]);
    this.definition = definition.data;
    this.etag = definition.etag;
    this.history = history.data.items ?? history.data;
  }

  #take(results) {
    const before = this.results ? shownWord(this.results.verdict) : undefined;
    const after = shownWord(results.verdict);
    this.results = results;
    if (before && before !== after) this.announced = `Verdict: ${verdictOf(after).word}`;
    if (this.segment && results.segments?.metric !== this.segment) this.#readSegments(this.segment);
  }

  async #readSegments(metric) {
    this.segment = metric;
    const { data } = await call(`${this.#address()}/segments?metric=${encodeURIComponent(metric)}`);
    this.results = { ...this.results, segments: data.segments ?? data };
  }

  /** While the stream is away the page asks by itself, at the pace of the retries. */
  #wire(state) {
    this.wire = state;
    if (state.kind === 'waiting' && state.attempt > 2) this.#readResults().catch(() => {});
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
    if (this.problem) return html`<div class="wrap">${refusal(this.problem, () => this.#open())}</div>`;
    if (!this.results) return html`<div class="wrap">${loading(`results of ${this.experiment}`)}</div>`;
    const { results } = this;
    const stale = results.lastEventAt !== null && (results.health.freshness.state === 'STALE' || ageSeconds(results.lastEventAt, this.now) > (results.health.freshness.limitSeconds ?? 60) / 2);
    return html`<div class="wrap">
      <p class="crumb"><a href="/">Experiments</a> / ${hostile(results.experiment.namespace, 60)} / ${hostile(results.experiment.service, 60)}</p>
      ${this.#head(results)}
      <p class="sr" role="status" aria-live="polite">${this.announced ?? ''}</p>
      ${this.#strips(results, stale)}
      ${verdictBanner(results.verdict, { ...results.experiment, state: this.definition?.status?.state ?? results.experiment.state }, this.#act)}
      ${driftPanel(this.definition?.status)}
      ${rolloutPanel(this.definition?.status?.rollout, this.now)}
      ${healthStrip(results.health, { ...results.experiment, status: this.definition?.status }, this.now)}
      ${results.health.exposures.requests === 0 ? this.#nothingYet() : this.#evidence(results, stale)}
      ${methodDrawer(results)}
      ${historyPanel(this.history)}
      <p class="foot"><span><kbd>1</kbd>–<kbd>8</kbd> jump to a section</span><span><kbd>T</kbd> table twin</span><span><kbd>M</kbd> method</span><span><kbd>C</kbd> copy as curl</span><span><kbd>/</kbd> search</span><span><kbd>?</kbd> all keys</span></p>
    </div>
    <div class="bottom">${this.#actions(results, true)}</div>`;
  }

  #head(results) {
    const { experiment } = results;
    const total = experiment.variants.reduce((sum, v) => sum + v.weight, 0);
    return html`<div class="head"><div>
      <h1>${hostile(experiment.name, 120)}</h1>${experiment.question ? html`<p class="q">${hostile(experiment.question, 300)}</p>` : nothing}
      <div class="legend">${experiment.variants.map((v, i) => html`<span>${armSample(i)}<b>${hostile(v.name, 40)}</b> ${v.role.toLowerCase()}${total ? `, ${number((100 * v.weight) / total, v.weight % 100 ? 2 : 0)}\u202f%` : ''}</span>`)}
        <span>${stateWord(this.definition?.status?.state ?? experiment.state)}${experiment.startedAt ? html`<span>for ${duration(ageSeconds(experiment.startedAt, experiment.endedAt ? Date.parse(experiment.endedAt) : this.now))}</span>` : nothing}</span></div>
      </div><div class="actions">${this.#actions(results, false)}</div></div>`;
  }

  #actions(results, bottom) {
    const moves = this.definition?.status?.moves ?? [];
    const state = this.definition?.status?.state;
    const can = (name) => moves.includes(name);
    const met = results.verdict.promotion?.filter((c) => c.state === 'MET').length ?? 0;
    const of = results.verdict.promotion?.length ?? 0;
    return html`
      ${!bottom && (state === 'RUNNING' || state === 'PAUSED' || state === 'DRAFT') ? html`<a class="btn" href="/experiments/${this.experiment}/edit">Edit rules</a>` : nothing}
      ${!bottom && ['RUNNING', 'PAUSED', 'PROMOTED'].includes(state) ? html`<a class="btn" href="/experiments/${this.experiment}/verification">Verification</a>` : nothing}
      ${can('start') ? this.#button('start', 'running', 'Start', 'primary') : nothing}
      ${can('pause') ? this.#button('pause', 'paused', 'Pause') : nothing}
      ${can('resume') ? this.#button('resume', 'running', 'Resume') : nothing}
      ${can('rollback') ? this.#button('rollback', 'back', 'Roll back', 'danger') : nothing}
      ${can('promote') ? this.#button('promote', 'promoted', of && met < of ? (bottom ? `Promote ${met}/${of}` : `Promote, ${met} of ${of} met`) : 'Promote', of && met < of ? '' : 'primary') : nothing}`;
  }

  #button = (move, name, text, kind = '') => html`<button class="btn ${kind}" type="button" @click=${() => this.#move(move, text)}>${glyph(name)}${text}</button>`;

  async #move(move, text) {
    const reason = await confirmMove(move, text, this.experiment);
    if (reason === null) return;
    try {
      await post(`/api/v1/experiments/${this.experiment}/${move}`, { reason }, { 'If-Match': this.etag ?? '*' });
      await this.#readDefinition();
      this.failed = undefined;
    } catch (problem) {
      this.failed = problem;
    }
    this.requestUpdate();
  }

  #strips(results, stale) {
    const waiting = this.wire?.kind === 'waiting' ? this.wire : undefined;
    return html`
      ${this.failed ? html`<div class="strip warn" role="alert">${glyph('warning')}<span><b>${this.failed.body?.title ?? 'Refused'}.</b> ${this.failed.message}</span></div>` : nothing}
      ${waiting ? lostStrip({ ...waiting, seconds: Math.max(0, Math.ceil((waiting.until - this.now) / 1000)) }) : nothing}
      ${!waiting && stale && results.experiment.state === 'RUNNING'
        ? staleStrip(duration(ageSeconds(results.lastEventAt, this.now)), results.health.freshness.usualGapSeconds ? gapText(results.health.freshness.usualGapSeconds) : '', clockSeconds(results.asOf)) : nothing}`;
  }

  #nothingYet() {
    const edge = edgeAddress();
    return html`<div class="tile later">${noEventYet('Routes are one thing, visitors another: nobody has been served by an owned route. Send one request:', `curl -s ${edge}/Weather -o /dev/null -w '%{http_code}\\n'`)}</div>`;
  }

  #evidence(results, stale) {
    const query = currentRoute().query;
    const share = sharePanel({ ...results, publications: this.#publications() }, this.#address());
    const lost = this.wire?.kind === 'waiting';
    const effect = effectPanel(results, this.#address(), stale || lost, this.size, query.get('effect'), (effect) => setQuery({ effect }));
    const latency = latencyPanel(results, this.#address(), this.size);
    const segments = segmentPanel(results, `${this.#address()}/segments`, (metric) => this.#readSegments(metric), this.size);
    const metrics = html`${guardrailPanel(results, this.#address(), query.get('axis') === 'percent', (axis) => setQuery({ axis }), this.size)}${goalPanel(results, this.#address(), this.size)}`;
    if (this.size === 'wide') return html`${share}${metrics}${effect}${latency}${segments}`;
    const asked = query.get('tab');
    const tab = TABS.some(([key]) => key === asked) ? asked : 'effect';
    return html`${metrics}<section class="mtabs"><h2>Charts</h2>
      <div class="tabs" role="tablist" aria-label="Charts">${TABS.map(([key, text]) => html`<button role="tab" id="tab-${key}" aria-controls="charts" aria-selected=${key === tab} tabindex=${key === tab ? 0 : -1} @click=${() => setQuery({ tab: key })} @keydown=${this.#tabKey}>${text}</button>`)}</div>
      <div role="tabpanel" id="charts" aria-labelledby="tab-${tab}">${{ effect, share, latency, segments }[tab] ?? effect}</div></section>`;
  }

  #tabKey = async (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const at = TABS.findIndex(([key]) => event.target.id === `tab-${key}`);
    setQuery({ tab: TABS[(at + by + TABS.length) % TABS.length][0] });
    await this.updateComplete;
    this.querySelector('[role=tab][aria-selected=true]')?.focus();
  };

  /** Time to effect in ms by revision, where experiment-api knows it. */
  #publications() {
    const publication = this.definition?.status?.publication;
    const known = Object.fromEntries((this.definition?.status?.publications ?? []).map((p) => [p.revision, p.timeToEffectMillis]));
    return publication ? { ...known, [publication.revision]: publication.timeToEffectMillis } : known;
  }
}

customElements.define('mt-live', Live);
