import { html, nothing } from 'lit';
import { PageElement } from '../core/element.js';
import { call, post, Problem } from '../core/api.js';
import { listenToKeys } from '../core/keys.js';
import { currentRoute, go, setQuery } from '../core/router.js';
import { hostile, number } from '../core/format.js';
import { glyph } from '../core/glyphs.js';
import { copy } from '../components/bits.js';
import { loading, refusal } from '../components/states.js';
import { findingList } from '../edit/findings.js';
import { whoTable } from '../edit/who.js';
import { diffView } from '../edit/diff.js';
import { publish } from '../edit/publish.js';
import '../edit/rules-text.js';
import '../edit/rules-form.js';
import '../edit/explain.js';

const WORDS = ['Chrome', 'any Chromium', 'Edge', 'Firefox', 'Safari', 'Opera', 'Samsung Internet', 'curl', 'bots', 'users:', 'header', 'cookie', 'query', 'path starting with', 'method is', 'host is', 'user-agent matches', 'everyone else to', 'mirror'];
const FIRST = '10% to v2';

/** Create and edit: rules on the left, what they would do on the right, applied only as planned. */
class Edit extends PageElement {
  static properties = {
    experiment: {}, definition: { state: true }, text: { state: true }, plan: { state: true }, planText: { state: true }, errors: { state: true },
    problem: { state: true }, acknowledged: { state: true }, busy: { state: true }, progress: { state: true }, planning: { state: true },
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
        this.text = data.status.rules?.text ?? data.spec.rules;
      } else this.text = FIRST;
      await this.#plan();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.problem = problem;
    }
  }

  #typed(event) {
    this.text = event.detail;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#plan(), 350);
  }

  /** Plans what stands in the editor; the plan below stays that of the last text that parsed. */
  async #plan() {
    const asked = this.text;
    this.planning = true;
    try {
      const { data } = await this.#ask(asked);
      if (asked !== this.text) return;
      this.plan = data;
      this.planText = asked;
      this.errors = [];
      this.refused = undefined;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (asked !== this.text) return;
      this.#refuse(problem);
    } finally {
      this.planning = false;
    }
  }

  #newSpec() {
    const form = this.querySelector('form.what');
    const values = form ? Object.fromEntries([...new FormData(form)].filter(([, v]) => String(v).trim())) : {};
    return { id: values.id || 'new-experiment', ...values };
  }

  render() {
    if (this.problem) return html`<div class="wrap">${refusal(this.problem, () => this.#open())}</div>`;
    if (this.text === undefined) return html`<div class="wrap">${loading(this.experiment ?? 'the editor')}</div>`;
    return html`<div class="wrap">
      <p class="crumb"><a href="/">Experiments</a>${this.experiment ? html` / <a href="/experiments/${this.experiment}">${this.experiment}</a>` : nothing}</p>
      <div class="head"><div><h1>${this.experiment ? 'Edit the rules' : 'New experiment'}</h1><p class="q">${this.#subtitle()}</p></div>
        <div class="actions"><button class="btn" type="button" data-curl @click=${(e) => copy(e.currentTarget, this.#curl())}>${glyph('copy')}<span>Copy as curl</span></button></div></div>
      <div class="edit-main"><div class="two"><div>
        ${this.experiment ? nothing : this.#what()}
        <section class="panel"><header><h2>Rules</h2><p>From top to bottom, first match wins</p></header>${this.#views()}</section>
        ${this.refused ? html`<div class="strip warn" role="alert">${glyph('warning')}<span><b>${this.refused.body.title ?? 'Refused'}.</b> ${hostile(this.refused.message, 600)} ${(this.refused.body.errors ?? []).map((e) => html`<br>${e.pointer ? html`<code>${hostile(e.pointer, 120)}</code> ` : nothing}${hostile(e.detail ?? '', 400)} ${hostile(e.hint ?? '', 400)}`)}</span></div>` : nothing}
        ${this.plan ? html`<section class="panel"><header><h2>Findings</h2><p>${this.#open_()} open of ${this.plan.findings.length}</p></header>
          ${this.plan.findings.length ? findingList(this.plan.findings, this.acknowledged, (code, on) => this.#acknowledge(code, on)) : html`<p class="word good">${glyph('tick')}Nothing stands in the way</p>`}</section>` : nothing}
      </div><div>${this.plan ? this.#planned() : html`<p class="mute">The plan comes with the first text that parses.</p>`}</div></div></div>
    </div>${this.#applyBar()}`;
  }

  #subtitle() {
    if (!this.experiment) return 'A question, two versions and a rule. Nothing is published before you say so.';
    return `${this.definition.spec.virtualService ? `VirtualService ${this.definition.spec.namespace}/${this.definition.spec.virtualService}. ` : ''}Applying opens revision ${this.definition.status.revision + 1}.`;
  }

  #what() {
    return html`<form class="what" @submit=${(e) => e.preventDefault()} @change=${() => this.#plan()}>
      <label>Name <input name="id" required pattern="[a-z0-9\\-]{1,40}" maxlength="40" placeholder="search-ranking" autocomplete="off" autofocus /><small>a to z, 0 to 9 and the hyphen; never used twice</small></label>
      <label>Question <input name="question" maxlength="200" placeholder="Does ranked search help?" autocomplete="off" /></label></form>`;
  }

  /** Text, form and JSON are one thing: the text. A change of the form comes back from the plan as text. */
  #views() {
    const view = currentRoute().query.get('view') ?? 'text';
    const rules = this.plan?.rules?.json?.rules;
    return html`<div class="tools end"><span class="seg" role="group" aria-label="Rules as">${[['text', 'Text'], ['form', 'Form'], ['json', 'JSON']].map(([key, word]) => html`<button type="button" aria-pressed=${key === view} @click=${() => setQuery({ view: key === 'text' ? null : key })}>${word}</button>`)}</span></div>
      ${view === 'form' && rules?.length
        ? html`<mt-rules-form .rules=${this.draft ?? rules} .variants=${this.#variants()} .errors=${this.refused?.body.errors ?? []} @form-change=${(e) => this.#formed(e.detail)}></mt-rules-form>`
        : view === 'json' && rules
          ? html`<pre class="formula json" tabindex="0" aria-label="Rules as JSON">${JSON.stringify(rules, null, 2)}</pre>`
          : html`<mt-rules-text .value=${this.text} .errors=${this.errors} .warnings=${this.#warnings()} .words=${this.#words()} @rules-change=${this.#typed}></mt-rules-text>`}`;
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
  #words = () => [...WORDS, ...this.#variants()];
  #warnings = () => (this.planText === this.text ? (this.plan?.findings ?? []).filter((f) => f.severity === 'WARNING' && f.line) : []);
  #open_ = () => this.plan.findings.filter((f) => f.severity === 'ERROR' || (f.severity === 'WARNING' && !this.acknowledged.has(f.code))).length;

  #acknowledge(code, on) {
    const next = new Set(this.acknowledged);
    if (on) next.add(code);
    else next.delete(code);
    this.acknowledged = next;
  }

  #planned() {
    const control = (this.definition?.spec.variants ?? []).find((v) => v.role === 'CONTROL')?.name ?? 'v1';
    const { diff } = this.plan;
    return html`
      ${this.planText !== this.text ? html`<p class="stale-note">${glyph('info')}<span>Below: the plan of the last text that parsed.</span></p>` : nothing}
      <section class="panel"><header><h2>Who gets what</h2><p>Worked out on the complete live object</p></header>${whoTable(this.plan.whoGetsWhat, control)}</section>
      <mt-explain .experiment=${this.experiment}></mt-explain>
      <section class="panel"><header><h2>VirtualService</h2><p>${number(diff.added)} lines added, ${number(diff.removed)} removed, all ours</p></header>${diffView(diff)}
        <p class="remark">${glyph('info')}<span>${number(diff.foreignLines)} foreign lines stay as they are. Rollback removes our lines and needs no plan.</span></p></section>`;
  }

  #reasons() {
    const reasons = [];
    if (this.errors.length) reasons.push(`line ${this.errors[0].line} does not parse`);
    if (this.refused) reasons.push(this.refused.body.title ?? 'the plan was refused');
    if (this.plan && this.#open_()) reasons.push(`${this.#open_()} ${this.#open_() === 1 ? 'finding' : 'findings'} open`);
    if (!this.plan) reasons.push('there is no plan yet');
    else if (this.planText !== this.text && !this.errors.length) reasons.push('the plan is of an older text');
    return reasons;
  }

  #applyBar() {
    const reasons = this.#reasons();
    const off = reasons.length > 0 || this.busy;
    const running = ['RUNNING', 'PAUSED'].includes(this.definition?.status.state);
    return html`<div class="applybar"><div class="wrap"><div class="txt" role="status">
        ${this.progress ? html`<b>${this.progress}</b>` : reasons.length ? html`<b>Apply is off:</b> ${reasons.join(', ')}` : html`<b>Ready.</b> ${running ? 'Takes effect when the gateway confirms it.' : 'Saves the experiment and starts it.'}`}
        ${this.plan ? html`<p>Plan <code>${this.plan.planId}</code>, bound to what it read.</p>` : nothing}</div>
      <a class="btn" href=${this.experiment ? `/experiments/${this.experiment}` : '/'}>Discard</a>
      <button class="btn" type="button" @click=${() => this.#plan()}>Plan again<kbd class="only-w">P</kbd></button>
      <button class="btn primary" type="button" aria-disabled=${off} @click=${() => !off && this.#apply(running)}>${running ? `Apply r${this.plan?.revision ?? ''}` : this.experiment ? 'Save and start' : 'Create and start'}</button></div></div>`;
  }

  async #apply(running) {
    const form = this.querySelector('form.what');
    if (form && !form.reportValidity()) return;
    this.busy = true;
    try {
      const asked = { id: this.experiment ?? null, spec: this.#newSpec(), text: this.text, etag: this.etag, running, ack: [...this.acknowledged], planId: this.plan.planId };
      go(`/experiments/${await publish(asked, (text) => (this.progress = `${text}…`))}`);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.#refuse(problem);
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

  /** What the page does, as a command: the token stays a variable. */
  #curl() {
    const bearer = `-H "Authorization: Bearer $TOKEN"`;
    const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;
    return this.experiment
      ? `curl -X PUT ${location.origin}/api/v1/experiments/${this.experiment}/rules ${bearer} -H 'If-Match: ${this.etag ?? '*'}' -H 'Content-Type: text/plain' --data-binary ${quoted(this.text)}`
      : `curl -X POST ${location.origin}/api/v1/experiments ${bearer} -H 'Content-Type: application/json' -d ${quoted(JSON.stringify({ ...this.#newSpec(), rules: this.text }))}`;
  }
}

customElements.define('mt-edit', Edit);
