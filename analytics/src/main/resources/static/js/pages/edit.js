import { html, nothing } from 'lit';
import { PageElement } from '../core/element.js';
import { call, post, Problem } from '../core/api.js';
import { listenToKeys } from '../core/keys.js';
import { currentRoute, go, setQuery } from '../core/router.js';
import { hostile } from '../core/format.js';
import { glyph } from '../core/glyphs.js';
import { copy } from '../components/bits.js';
import { confirmMove } from '../components/confirm.js';
import { loading, refusal, refusedStrip } from '../components/states.js';
import { planningSentence, treatedShare } from '../live/planning.js';
import { applyBar, whyNotApply, whyNotApprove } from '../edit/apply-bar.js';
import { approvalStrip, approve, isWaiting } from '../edit/approval.js';
import { curlOf } from '../edit/curl.js';
import { routesPanel, routesOf } from '../edit/routes.js';
import { specOf, whatForm } from '../edit/what.js';
import { findingsPanel } from '../edit/findings.js';
import { planned } from '../edit/planned.js';
import { rulesView } from '../edit/rules-view.js';
import { publish } from '../edit/publish.js';

const FIRST = '10% to v2';

/** Create and edit: rules on the left, what they would do on the right, applied only as planned. */
class Edit extends PageElement {
  static properties = {
    experiment: {}, definition: { state: true }, text: { state: true }, plan: { state: true }, planText: { state: true }, errors: { state: true },
    problem: { state: true }, acknowledged: { state: true }, busy: { state: true }, progress: { state: true }, forecast: { state: true }, services: { state: true }, routes: { state: true },
    refused: { state: true }, waits: { state: true }, approvals: { state: true },
  };

  connectedCallback() {
    super.connectedCallback();
    this.onRoute = () => this.requestUpdate();
    window.addEventListener('mt-route', this.onRoute);
    this.errors = [];
    this.acknowledged = new Set();
    this.stopKeys = listenToKeys({ p: () => this.#plan(), c: () => this.querySelector('[data-curl]')?.click() });
    this.#open();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    window.removeEventListener('mt-route', this.onRoute);
    this.stopKeys();
  }

  async #open() {
    this.problem = undefined;
    try {
      if (this.experiment) {
        const { data, etag } = await call(`/api/v1/experiments/${this.experiment}`);
        this.definition = data;
        this.etag = etag;
        this.text = currentRoute().query.get('rules') ?? data.status.rules?.text ?? data.spec.rules;
        this.#aside(call(`/api/v1/experiments/${this.experiment}/approvals`), (found) => (this.approvals = found.items));
        this.#readRoutes(data.spec.namespace, data.spec.virtualService ?? data.spec.service);
      } else {
        this.text = currentRoute().query.get('rules') ?? FIRST;
        this.#aside(call('/api/v1/services'), (found) => {
          this.services = found;
          if (found.length === 1) this.#readRoutes(found[0].namespace, found[0].service);
        });
      }
      await this.#plan();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.problem = problem;
    }
  }

  /** What only helps: the page does without it where it is not given. */
  async #aside(asked, take) {
    try {
      take((await asked).data);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
    }
  }

  #readRoutes = (namespace, service) => this.#aside(routesOf(namespace, service), (found) => (this.routes = found));

  #typed(event) {
    this.text = event.detail;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#plan(), 350);
  }

  /** Plans what stands in the editor; the plan below stays that of the last text that parsed. */
  async #plan() {
    const asked = this.text;
    try {
      const { data } = await this.#ask(asked);
      if (asked !== this.text) return;
      this.plan = data;
      this.planText = asked;
      this.errors = [];
      this.refused = undefined;
      if (this.experiment) this.forecast = await planningSentence(this.experiment, treatedShare(data.rules?.json?.rules, this.#control()));
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (asked !== this.text) return;
      this.#refuse(problem);
    }
  }

  #newSpec = () => specOf(this.querySelector('form.what'));

  /** Whoever starts a new experiment begins with its name. */
  updated() {
    const name = this.focused ? null : this.querySelector('form.what input');
    if (!name) return;
    this.focused = true;
    name.focus();
  }

  render() {
    if (this.problem) return html`<div class="wrap">${refusal(this.problem, () => this.#open())}</div>`;
    if (this.text === undefined) return html`<div class="wrap">${loading(this.experiment ?? 'the editor')}</div>`;
    return html`<div class="wrap">
      <p class="crumb"><a href="/">Experiments</a>${this.experiment ? html` / <a href="/experiments/${this.experiment}">${this.experiment}</a>` : nothing}</p>
      <div class="head"><div><h1>${this.experiment ? 'Edit the rules' : 'New experiment'}</h1><p class="q">${this.#subtitle()}</p></div>
        <div class="actions"><button class="btn" type="button" data-curl @click=${(e) => copy(e.currentTarget, curlOf({ experiment: this.experiment, etag: this.etag, text: this.text, spec: this.#newSpec() }))}>${glyph('copy')}<span>Copy as curl</span></button></div></div>
      <div class="edit-main"><div class="two"><div>
        ${this.experiment ? nothing : whatForm(this.services ?? [], (event) => this.#described(event))}
        <section class="panel"><header><h2>Rules</h2><p>From top to bottom, first match wins</p></header>${rulesView({
          view: currentRoute().query.get('view') ?? 'text', text: this.text, fresh: this.text === FIRST && !this.experiment, rules: this.draft ?? this.plan?.rules?.json?.rules,
          variants: this.#variants(), errors: this.errors, refused: this.refused?.body.errors ?? [], warnings: this.#warnings(), typed: (event) => this.#typed(event), formed: (event) => this.#formed(event.detail),
        })}</section>
        ${this.refused ? refusedStrip(this.refused) : nothing}
        ${approvalStrip({ waits: this.waits ?? this.#waitsFromAddress(), asked: currentRoute().query.get('approve'), plan: this.plan, approvals: this.approvals })}
        ${this.plan ? findingsPanel(this.plan.findings, this.acknowledged, (code, on) => this.#acknowledge(code, on)) : nothing}
        ${this.routes ? routesPanel(this.routes, (text) => this.#take(text)) : nothing}
      </div><div>${this.plan ? planned({ plan: this.plan, older: this.planText !== this.text, control: this.#control(), forecast: this.forecast, experiment: this.experiment }) : html`<p class="mute">The plan comes with the first text that parses.</p>`}</div></div></div>
    </div>${this.#applyBar()}`;
  }

  #subtitle() {
    if (!this.experiment) return 'A question, two versions and a rule. Nothing is published before you say so.';
    return `${this.definition.spec.virtualService ? `VirtualService ${this.definition.spec.namespace}/${this.definition.spec.virtualService}. ` : ''}Applying opens revision ${this.definition.status.revision + 1}.`;
  }

  #described(event) {
    if (event.target.name === 'at') this.#readRoutes(...event.target.value.split('/'));
    this.#plan();
  }

  #take(text) {
    this.text = text;
    this.#plan();
  }

  async #formed(rules) {
    this.draft = rules;
    this.requestUpdate();
    try {
      const { data } = await this.#ask({ rules });
      this.draft = undefined;
      this.plan = data;
      this.text = data.rules.text;
      this.planText = this.text;
      this.errors = [];
      this.refused = undefined;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.refused = problem;
    }
  }

  #ask(rules) {
    return this.experiment ? post(`/api/v1/experiments/${this.experiment}/plan`, { rules }) : post('/api/v1/plan', { ...this.#newSpec(), rules });
  }

  #variants = () => (this.definition?.spec.variants ?? [{ name: 'v1' }, { name: 'v2' }]).map((v) => v.name);
  #warnings = () => (this.planText === this.text ? (this.plan?.findings ?? []).filter((f) => f.severity === 'WARNING' && f.line) : []);
  #acknowledge(code, on) {
    const next = new Set(this.acknowledged);
    if (on) next.add(code);
    else next.delete(code);
    this.acknowledged = next;
  }

  #control = () => (this.definition?.spec.variants ?? []).find((v) => v.role === 'CONTROL')?.name ?? 'v1';

  #applyBar() {
    const running = ['RUNNING', 'PAUSED'].includes(this.definition?.status.state);
    const asked = currentRoute().query.get('approve');
    return applyBar({
      experiment: this.experiment, plan: this.plan, running, busy: this.busy, progress: this.progress,
      reasons: asked ? whyNotApprove(asked, this.plan) : whyNotApply({ plan: this.plan, older: this.planText !== this.text, errors: this.errors, refused: this.refused, acknowledged: this.acknowledged }),
      verb: asked ? 'Approve' : running ? `Apply r${this.plan?.revision ?? ''}` : this.experiment ? 'Save and start' : 'Create and start',
      act: () => (asked ? this.#approve() : this.#apply(running)), again: () => this.#plan(),
    });
  }

  #waitsFromAddress() {
    const planId = currentRoute().query.get('waits');
    return planId ? { planId, experiment: this.experiment, rules: null } : undefined;
  }

  async #approve() {
    const reason = await confirmMove('approve', 'Approve', this.experiment);
    if (reason === null) return;
    await this.#try(async () => {
      const given = await approve(this.experiment, this.plan.planId, currentRoute().query.get('rules'), reason);
      this.approvals = [given, ...(this.approvals ?? [])];
    });
  }

  async #apply(running) {
    const form = this.querySelector('form.what');
    if (form && !form.reportValidity()) return;
    const asked = { id: this.experiment ?? null, spec: this.#newSpec(), text: this.text, etag: this.etag, running, ack: [...this.acknowledged], planId: this.plan.planId };
    await this.#try(async () => go(await publish(asked, (text) => (this.progress = `${text}…`))));
  }

  /** One thing at a time; a refusal is shown where it belongs. */
  async #try(work) {
    this.busy = true;
    this.refused = undefined;
    try {
      await work();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (isWaiting(problem)) this.waits = { planId: problem.body.planId, experiment: this.experiment, rules: this.text };
      else this.#refuse(problem);
      if (problem.body.plan) this.plan = problem.body.plan;
    } finally {
      this.busy = false;
      this.progress = undefined;
    }
  }

  #refuse(problem) {
    this.errors = (problem.body.errors ?? []).filter((e) => e.line);
    this.refused = this.errors.length ? undefined : problem;
  }
}

customElements.define('mt-edit', Edit);
