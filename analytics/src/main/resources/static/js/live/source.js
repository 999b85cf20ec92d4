import { call, post, Problem } from '../core/api.js';
import { openStream } from '../core/stream.js';
import { verdictOf } from '../core/words.js';
import { planningSentence } from './planning.js';
import { shownWord } from './reasons.js';

/**
 * What the live page knows, read once and then kept fresh by two streams: results, and the experiment itself. It writes
 * into the page's own properties, so that each change draws the page anew. A Lit controller: it ends with its page.
 */
export class LiveSource {
  /** @param {any} page the element, with {@code experiment} as its id */
  constructor(page) {
    this.page = page;
    page.addController(this);
  }

  get address() {
    return `/api/v1/results/${this.page.experiment}`;
  }

  get #base() {
    return `/api/v1/experiments/${this.page.experiment}`;
  }

  hostConnected() {
    this.open();
  }

  hostDisconnected() {
    this.#close();
  }

  #close() {
    this.closeStreams?.forEach((close) => close());
  }

  async open() {
    this.#close();
    this.page.problem = undefined;
    try {
      await Promise.all([this.#readResults(), this.#readDefinition()]);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.page.problem = problem;
      return;
    }
    if (!this.page.isConnected) return;
    this.#readPlanning();
    this.closeStreams = [
      openStream(`${this.address}/stream`, { event: (name, data) => name === 'results' && this.#take(data), state: (state) => this.#wire(state) }),
      openStream(`${this.#base}/stream`, { event: this.#refresh, state: ({ kind }) => kind === 'open' && this.#refresh() }),
    ];
  }

  async #readResults() {
    this.#take((await call(this.address)).data);
  }

  async #readDefinition() {
    const [definition, history] = await Promise.all([call(this.#base), call(`${this.#base}/history`)]);
    this.page.definition = definition.data;
    this.etag = definition.etag;
    this.page.history = history.data.items ?? history.data;
  }

  /** The stream tells of changes from its opening on: what changed between the first reading and that is read again. */
  #refresh = () => this.#readDefinition().catch(() => {});

  #take(results) {
    const { page } = this;
    const before = page.results ? shownWord(page.results.verdict) : undefined;
    const after = shownWord(results.verdict);
    page.results = results;
    if (before && before !== after) {
      page.announced = `Verdict: ${verdictOf(after).word}`;
      this.#readPlanning();
    }
    if (page.segment && results.segments?.metric !== page.segment) this.readSegments(page.segment);
  }

  async readSegments(metric) {
    this.page.segment = metric;
    const { data } = await call(`${this.address}/segments?metric=${encodeURIComponent(metric)}`);
    this.page.results = { ...this.page.results, segments: data.segments ?? data };
  }

  /** While the stream is away the page asks by itself, at the pace of the retries. */
  #wire(state) {
    this.page.wire = state;
    if (state.kind === 'waiting' && state.attempt > 2) this.#readResults().catch(() => {});
  }

  /** How long it takes, while nothing can be judged yet; analytics knows the traffic. */
  async #readPlanning() {
    const { page } = this;
    const early = page.results && ['DRAFT', 'INSUFFICIENT_DATA'].some((word) => [page.definition?.status?.state, page.results.verdict.word].includes(word));
    page.planning = early ? await planningSentence(page.experiment) : undefined;
  }

  /** Asks for a change of the experiment; a refusal is shown. */
  async ask(verb, body) {
    this.page.failed = undefined;
    try {
      await post(`${this.#base}/${verb}`, body, { 'If-Match': this.etag ?? '*' });
      await this.#readDefinition();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.page.failed = problem;
    }
  }
}
