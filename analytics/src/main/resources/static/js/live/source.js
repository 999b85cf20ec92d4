import { call, isAway, post, refusalOf } from '../core/api.js';
import { currentRoute, setQuery } from '../core/router.js';
import { Retry } from '../core/retry.js';
import { openStream } from '../core/stream.js';
import { verdictOf } from '../core/words.js';
import { planningSentence } from './planning.js';
import { shownWord } from './reasons.js';

/**
 * What the live page knows, read once and kept fresh by two streams: results, and the experiment itself. A Lit
 * controller: it writes the page's properties, and ends with it.
 */
export class LiveSource {
  /** @param {any} page the element, with {@code experiment} as its id */
  constructor(page) {
    this.page = page;
    page.segment = currentRoute().query.get('segments') ?? undefined;
    this.retry = new Retry(page, () => this.open());
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
    const [results, definition] = await Promise.all([refusalOf(this.#readResults()), refusalOf(this.#readDefinition())]);
    if (!this.page.isConnected) return;
    this.#stands(results, definition);
    if (this.page.problem) return;
    this.#readPlanning();
    this.closeStreams = [
      openStream(`${this.address}/stream`, { event: (name, data) => name === 'results' && this.#take(data), state: (state) => this.#wire(state) }),
      openStream(`${this.#base}/stream`, { event: this.#refresh, state: (state) => (state.kind === 'open' || isLong(state)) && this.#refresh() }),
    ];
  }

  /** Results are shown while experiment-api is away, for analytics has them; without them there is no page. */
  #stands(results, definition) {
    const refused = definition && !isAway(definition) ? definition : undefined;
    const kept = results && isAway(results) && this.page.results;
    this.page.problem = kept ? refused : results ?? refused;
    this.page.apart = results ? undefined : definition;
    if (results && isAway(results)) this.retry.failed();
    else this.retry.done();
  }

  async #readResults() {
    this.#take((await call(this.address)).data);
  }

  async #readDefinition() {
    const [definition, history] = await Promise.all([call(this.#base), call(`${this.#base}/history`)]);
    this.page.apart = undefined;
    this.page.definition = definition.data;
    this.etag = definition.etag;
    this.page.history = history.data.items ?? history.data;
  }

  /** The stream tells of changes from its opening on: what changed between the first reading and that is read again. */
  #refresh = async () => {
    this.page.apart = await refusalOf(this.#readDefinition());
  };

  #take(results) {
    const { page } = this;
    const before = page.results ? shownWord(page.results.verdict) : undefined;
    const after = shownWord(results.verdict);
    page.results = this.#withSegments(results);
    if (before && before !== after) {
      page.announced = `Verdict: ${verdictOf(after).word}`;
      this.#readPlanning();
    }
    if (page.segment && results.segments?.metric !== page.segment) this.readSegments(page.segment);
  }

  /** Which metric the segments are of stands in the address. */
  chooseSegments(metric) {
    setQuery({ segments: metric });
    return this.readSegments(metric);
  }

  async readSegments(metric) {
    this.page.segment = metric;
    this.page.failed = await refusalOf(this.#readSegments(metric));
  }

  async #readSegments(metric) {
    const { data } = await call(`${this.address}/segments?metric=${encodeURIComponent(metric)}`);
    if (this.page.segment !== metric) return;
    this.segments = data.segments ?? data;
    this.page.results = this.#withSegments(this.page.results);
  }

  /** A snapshot brings the segments of the usual metric. */
  #withSegments = (results) => (this.segments && this.segments.metric === this.page.segment ? { ...results, segments: this.segments } : results);

  /** While the stream is away the page asks by itself, at the pace of the retries. */
  #wire(state) {
    this.page.wire = state;
    if (isLong(state)) refusalOf(this.#readResults());
  }

  /** How long it takes, while nothing can be judged yet; analytics knows the traffic. */
  async #readPlanning() {
    const { page } = this;
    const early = page.results && ['DRAFT', 'INSUFFICIENT_DATA'].some((word) => [page.definition?.status?.state, page.results.verdict.word].includes(word));
    page.planning = early ? await planningSentence(page.experiment) : undefined;
  }

  /**
   * Asks for a change of the experiment; a refusal is shown, and what it was refused for is read. Rolling back is asked
   * of whatever the experiment is by now: someone else's change must not stand in its way.
   */
  async ask(verb, body) {
    this.page.failed = undefined;
    const version = verb === 'rollback' ? '*' : this.etag ?? '*';
    this.page.failed = await refusalOf(post(`${this.#base}/${verb}`, body, { 'If-Match': version }));
    await this.#refresh();
  }
}

/** A stream that is away for longer than a hiccup. @param {import('../core/stream.js').StreamState} state */
const isLong = (state) => state.kind === 'waiting' && state.attempt > 2;
