import { call, post, Problem, refusalOf } from '../core/api.js';
import { currentRoute, go } from '../core/router.js';
import { Retry } from '../core/retry.js';
import { confirmMove } from '../components/confirm.js';
import { acceptedCodes } from './findings.js';
import { planningSentence, treatedShare } from '../live/planning.js';
import { approve, isWaiting } from './approval.js';
import { publish } from './publish.js';
import { routesOf } from './routes.js';
import { specOf } from './what.js';

export const FIRST = '10% to v2';

/**
 * What the editor knows and does: the definition, the plan of what stands in it, applying and approving. A Lit
 * controller: it writes the page's properties, and ends with it.
 */
export class EditSource {
  /** @param {any} page the element, with {@code experiment} as its id where it is stored already */
  constructor(page) {
    this.page = page;
    this.retry = new Retry(page, () => this.plan());
    page.addController(this);
  }

  hostConnected() {
    this.open();
  }

  hostDisconnected() {
    clearTimeout(this.timer);
  }

  newSpec = () => specOf(this.page.querySelector('form.what'));

  async open() {
    const { page } = this;
    page.problem = undefined;
    page.problem = await refusalOf(page.experiment ? this.#readStored() : this.#readServices());
    if (!page.problem) await this.plan();
  }

  async #readStored() {
    const { page } = this;
    const { data, etag } = await call(`/api/v1/experiments/${page.experiment}`);
    page.definition = data;
    this.etag = etag;
    page.text = currentRoute().query.get('rules') ?? data.status.rules?.text ?? data.spec.rules;
    this.#aside(call(`/api/v1/experiments/${page.experiment}/approvals`), (found) => (page.approvals = found.items));
    this.readRoutes(data.spec.namespace, data.spec.virtualService ?? data.spec.service);
  }

  async #readServices() {
    const { page } = this;
    page.text = currentRoute().query.get('rules') ?? FIRST;
    this.#aside(call('/api/v1/services'), (found) => {
      page.services = found;
      if (found.length === 1) this.readRoutes(found[0].namespace, found[0].service);
    });
  }

  /** What only helps: the page does without it where it is not given. */
  #aside = (asked, take) => void refusalOf(asked.then(({ data }) => take(data)));

  readRoutes = (namespace, service) => this.#aside(routesOf(namespace, service), (found) => (this.page.routes = found));

  typed(text) {
    this.page.text = text;
    this.page.draft = undefined;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.plan(), 350);
  }

  /** Plans what stands in the editor; the plan below stays that of the last text that parsed. */
  async plan() {
    const { page } = this;
    if (page.draft) return this.formed(page.draft);
    const asked = page.text;
    try {
      const { data } = await this.#ask(asked);
      this.retry.done();
      if (asked !== page.text || page.draft) return;
      this.#planned(data, asked);
      if (page.experiment) page.forecast = await planningSentence(page.experiment, treatedShare(data.rules?.json?.rules, page.control));
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (problem.status === 0) this.retry.failed();
      else this.retry.done();
      if (asked === page.text && !page.draft) this.#refuse(problem);
    }
  }

  /** A change of the form comes back from the plan as text. */
  async formed(rules) {
    const { page } = this;
    page.draft = rules;
    try {
      const { data } = await this.#ask({ rules });
      if (page.draft !== rules) return;
      page.draft = undefined;
      page.text = data.rules.text;
      this.#planned(data, page.text);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (page.draft === rules) page.refused = problem;
    }
  }

  #planned(plan, text) {
    const { page } = this;
    page.plan = plan;
    page.planText = text;
    page.errors = [];
    page.refused = undefined;
  }

  #ask(rules) {
    const { experiment } = this.page;
    return experiment ? post(`/api/v1/experiments/${experiment}/plan`, { rules }) : post('/api/v1/plan', { ...this.newSpec(), rules });
  }

  async approve() {
    const { page } = this;
    const reason = await confirmMove('approve', 'Approve', page.experiment);
    if (reason === null) return;
    await this.#try(async () => {
      const given = await approve(page.experiment, page.plan.planId, currentRoute().query.get('rules'), reason);
      page.approvals = [given, ...(page.approvals ?? [])];
    });
  }

  async apply(running) {
    const { page } = this;
    const form = page.querySelector('form.what');
    if (form && !form.reportValidity()) return;
    const asked = { id: page.experiment ?? null, spec: this.newSpec(), text: page.text, etag: this.etag, running,
      ack: acceptedCodes(page.plan.findings, page.acknowledged), planId: page.plan.planId, key: this.#keyOf(page.text) };
    await this.#try(async () => go(await publish(asked, (text) => (page.progress = `${text}…`))));
  }

  /** A lost answer is asked for again under the same key. */
  #keyOf(text) {
    const what = JSON.stringify([this.newSpec(), text]);
    if (this.creating?.what !== what) this.creating = { what, key: crypto.randomUUID() };
    return this.creating.key;
  }

  /** One thing at a time; a refusal is shown where it belongs. */
  async #try(work) {
    const { page } = this;
    page.busy = true;
    page.refused = undefined;
    try {
      await work();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (isWaiting(problem)) page.waits = { planId: problem.body.planId, experiment: page.experiment, rules: page.text };
      else this.#refuse(problem);
      if (problem.body.plan) page.plan = problem.body.plan;
    } finally {
      page.busy = false;
      page.progress = undefined;
    }
  }

  #refuse(problem) {
    this.page.errors = (problem.body.errors ?? []).filter((e) => e.line);
    this.page.refused = this.page.errors.length ? undefined : problem;
  }
}
