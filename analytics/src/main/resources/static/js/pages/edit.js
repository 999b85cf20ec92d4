import { html, nothing } from 'lit';
import { listen, PageElement } from '../core/element.js';
import { listenToKeys } from '../core/keys.js';
import { currentRoute } from '../core/router.js';
import { hostile } from '../core/format.js';
import { glyph } from '../core/glyphs.js';
import { copy } from '../components/bits.js';
import { loading, lostStrip, refusal, refusedStrip } from '../components/states.js';
import { applyBar, curlOf, whyNotApply, whyNotApprove } from '../edit/apply-bar.js';
import { approvalStrip } from '../edit/approval.js';
import { headersIn, routesPanel } from '../edit/routes.js';
import { whatForm } from '../edit/what.js';
import { findingsPanel } from '../edit/findings.js';
import { planned } from '../edit/planned.js';
import { rulesView } from '../edit/rules-view.js';
import { EditSource, FIRST } from '../edit/source.js';

/** Create and edit: rules on the left, what they would do on the right, applied only as planned. */
class Edit extends PageElement {
  static properties = {
    experiment: {}, definition: { state: true }, text: { state: true }, plan: { state: true }, planText: { state: true }, errors: { state: true },
    problem: { state: true }, acknowledged: { state: true }, busy: { state: true }, progress: { state: true }, forecast: { state: true }, services: { state: true }, routes: { state: true },
    draft: { state: true }, refused: { state: true }, waits: { state: true }, approvals: { state: true },
  };

  source = new EditSource(this);

  constructor() {
    super();
    this.errors = [];
    this.acknowledged = new Set();
  }

  connectedCallback() {
    super.connectedCallback();
    this.untilGone(listen(window, 'mt-route', () => this.requestUpdate()), listenToKeys({ p: () => this.source.plan(), c: () => this.querySelector('[data-curl]')?.click() }));
  }

  /** Whoever starts a new experiment begins with its name. */
  updated() {
    const name = this.focused ? null : this.querySelector('form.what input');
    if (!name) return;
    this.focused = true;
    name.focus();
  }

  render() {
    if (this.problem) return html`<div class="wrap">${refusal(this.problem, () => this.source.open())}</div>`;
    if (this.text === undefined) return html`<div class="wrap">${loading(this.experiment ?? 'the editor')}</div>`;
    return html`<div class="wrap">
      <p class="crumb"><a href="/">Experiments</a>${this.experiment ? html` / <a href="/experiments/${this.experiment}">${this.experiment}</a>` : nothing}</p>
      <div class="head"><div><h1>${this.experiment ? 'Edit the rules' : 'New experiment'}</h1><p class="q">${this.#subtitle()}</p></div>
        <div class="actions"><button class="btn" type="button" data-curl @click=${(e) =>
          copy(e.currentTarget, curlOf({ experiment: this.experiment, etag: this.source.etag, text: this.text,
          spec: this.source.newSpec() }))}>${glyph('copy')}<span>Copy as curl</span></button></div></div>
      <div class="edit-main"><div class="two"><div>
        ${this.experiment ? nothing : whatForm(this.services ?? [], (event) => this.#described(event))}
        <section class="panel"><header><h2>Rules</h2><p>From top to bottom, first match wins</p></header>${rulesView({
          view: currentRoute().query.get('view') ?? 'text', text: this.text, fresh: this.text === FIRST && !this.experiment, rules: this.draft ?? this.plan?.rules?.json?.rules,
          variants: this.#variants(), headers: headersIn(this.routes), errors: this.errors, refused: this.refused?.body.errors ?? [],
            warnings: this.#warnings(), typed: (event) => this.source.typed(event.detail), formed: (event) => this.source.formed(event.detail),
        })}</section>
        ${this.source.retry.waiting ? lostStrip(this.source.retry.shown) : this.refused ? refusedStrip(this.refused) : this.#notStarted()}
        ${approvalStrip({ waits: this.waits ?? this.#waitsFromAddress(), asked: currentRoute().query.get('approve'), plan: this.plan, approvals: this.approvals })}
        ${this.plan ? findingsPanel(this.plan.findings, this.acknowledged, (code, on) => this.#acknowledge(code, on)) : nothing}
        ${this.routes ? routesPanel(this.routes, (text) => this.#take(text)) : nothing}
      </div><div>${this.plan ? planned({ plan: this.plan, older: this.planText !== this.text, control: this.control, forecast: this.forecast,
        experiment: this.experiment, draft: () => ({ ...this.source.newSpec(), rules: this.planText }) })
        : html`<p class="mute">The plan comes with the first text that parses.</p>`}</div></div></div>
    </div>${this.#applyBar()}`;
  }

  #subtitle() {
    if (!this.experiment) return 'A question, two versions and a rule. Nothing is published before you say so.';
    return `${this.definition.spec.virtualService
      ? `VirtualService ${this.definition.spec.namespace}/${this.definition.spec.virtualService}. `
      : ''}Applying opens revision ${this.definition.status.revision + 1}.`;
  }

  #described(event) {
    if (event.target.name === 'at') this.source.readRoutes(...event.target.value.split('/'));
    this.source.plan();
  }

  #take(text) {
    this.text = text;
    this.source.plan();
  }

  get control() {
    return (this.definition?.spec.variants ?? []).find((v) => v.role === 'CONTROL')?.name ?? this.#variants()[0];
  }

  /** Of a new experiment: what the base routes of its service send to. */
  #variants() {
    const at = this.source.newSpec();
    const service = (this.services ?? []).find((s) => s.namespace === at.namespace && s.service === at.service) ?? this.services?.[0];
    const known = this.definition?.spec.variants ?? service?.versions ?? [];
    return known.length ? known.map((v) => v.name) : ['v1', 'v2'];
  }

  #warnings = () => (this.planText === this.text ? (this.plan?.findings ?? []).filter((f) => f.severity === 'WARNING' && f.line) : []);
  #acknowledge(code, on) {
    const next = new Set(this.acknowledged);
    if (on) next.add(code);
    else next.delete(code);
    this.acknowledged = next;
  }

  #applyBar() {
    const running = ['RUNNING', 'PAUSED'].includes(this.definition?.status.state);
    const asked = currentRoute().query.get('approve');
    return applyBar({
      experiment: this.experiment, plan: this.plan, running, busy: this.busy, progress: this.progress,
      reasons: asked ? whyNotApprove(asked, this.plan)
        : whyNotApply({ plan: this.plan, older: this.planText !== this.text, errors: this.errors, refused: this.refused, acknowledged: this.acknowledged }),
      verb: asked ? 'Approve' : running ? `Apply r${this.plan?.revision ?? ''}` : this.experiment ? 'Save and start' : 'Create and start',
      act: () => (asked ? this.source.approve() : this.source.apply(running)), again: () => this.source.plan(),
    });
  }

  /** A draft whose start was refused is stored: only starting it is asked for again. */
  #notStarted() {
    const why = currentRoute().query.get('refused');
    return why && this.definition?.status.state === 'DRAFT'
      ? html`<div class="strip warn" role="alert">${glyph('warning')}<span><b>Stored, not started.</b> ${hostile(why, 600)}</span></div>` : nothing;
  }

  #waitsFromAddress() {
    const planId = currentRoute().query.get('waits');
    return planId ? { planId, experiment: this.experiment, rules: null } : undefined;
  }
}

customElements.define('mt-edit', Edit);
