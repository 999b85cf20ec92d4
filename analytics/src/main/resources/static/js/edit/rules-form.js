import { html, nothing } from 'lit';
import { PageElement } from '../core/element.js';
import { glyph } from '../core/glyphs.js';
import { hostile } from '../core/format.js';
import { COMPARISONS, FIELDS, KINDS, blank, conditionsOf, describe, kindOf, partOf, withConditions, withField, withKind } from './rule-model.js';

/** The rules as a form: the same model as the text, in the shape that the API reads and writes. */
class RulesForm extends PageElement {
  static properties = { rules: { attribute: false }, variants: { attribute: false }, errors: { attribute: false } };

  render() {
    return html`<div class="rules-form">${this.rules.map((rule, i) => this.#rule(rule, i))}
      <button class="btn" type="button" @click=${() => this.#change([...this.rules, blank(this.variants)])}>${glyph('plus')}Add a rule</button>
      <p class="mute">Comments stand in the text only: a change here writes the text anew.</p></div>`;
  }

  #change(rules) {
    this.dispatchEvent(new CustomEvent('form-change', { detail: rules, bubbles: true }));
  }

  #set = (i, rule) => this.#change(this.rules.map((old, at) => (at === i ? rule : old)));

  #rule(rule, i) {
    const errors = this.errors.filter((e) => e.pointer?.includes(`/rules/${i}/`) || e.pointer?.endsWith(`/rules/${i}`));
    const kind = kindOf(rule);
    return html`<fieldset class="rule"><legend class="sr">Rule ${i + 1}</legend><span class="no" aria-hidden="true">${i + 1}</span><div class="flds">
        ${this.#pick('Kind of rule', KINDS.map((k) => [k.key, k.text]), kind, (to) => this.#set(i, withKind(rule, to)))}
        ${kind === 'allocate' ? this.#conditions(rule, i) : nothing}
        ${kind === 'mirror' ? this.#share(rule.mirror, 0, (share) => this.#set(i, { mirror: share })) : this.#shares(rule, i)}
      </div>
      <span class="flds">
        <button class="btn small" type="button" aria-label="Move rule ${i + 1} up" ?disabled=${i === 0} @click=${() => this.#move(i)}>Up</button>
        <button class="btn small" type="button" aria-label="Remove rule ${i + 1}" ?disabled=${this.rules.length === 1} @click=${() =>
          this.#change(this.rules.filter((_, at) => at !== i))}>Remove</button></span>
      ${errors.map((e) => html`<p class="harm word">${glyph('harm')}${hostile(e.detail, 300)}</p>`)}</fieldset>`;
  }

  #move(i) {
    const rules = [...this.rules];
    [rules[i - 1], rules[i]] = [rules[i], rules[i - 1]];
    this.#change(rules);
  }

  #conditions(rule, i) {
    const found = conditionsOf(rule.allocate.when);
    if (!found) return html`<code>${hostile(describe(rule.allocate.when), 200)}</code> <span class="mute">nested: change it as text</span>`;
    const { join, list } = found;
    const set = (next, by = join) => this.#set(i, withConditions(rule, by, next));
    return html`${list.map((condition, c) => html`
        ${c ? this.#pick('Join', [['and', 'and'], ['or', 'or']], join, (by) => set(list, by)) : nothing}
        ${this.#condition(condition, (next) => set(next ? list.map((old, at) => (at === c ? next : old)) : list.filter((_, at) => at !== c)))}`)}
      <button class="btn small" type="button" @click=${() => set([...list, { browser: 'Chrome' }])}>${glyph('plus')}Condition</button>`;
  }

  #condition(condition, set) {
    const { not, field, name, compare, value } = partOf(condition);
    const change = (changes) => set(withField({ not, field, name, compare, value, ...changes }));
    const known = FIELDS.find((f) => f.key === field);
    return html`${this.#pick('Negation', [['', 'is so'], ['not', 'not']], not ? 'not' : '', (to) => change({ not: to === 'not' }))}
      ${this.#pick('Condition', FIELDS.map((f) => [f.key, f.text]), field, (to) => change({ field: to, value: to === 'browser' ? 'Chrome' : '', compare: 'is' }))}
      ${known?.named ? this.#input('Name', name, (to) => change({ name: to })) : nothing}
      ${known?.options ? this.#pick('Browser', known.options.map((o) => [o, o]), value, (to) => change({ value: to })) : html`
        ${this.#pick('Comparison', COMPARISONS.filter(([key]) => known?.named || key !== 'present'), compare, (to) => change({ compare: to }))}
        ${compare === 'present' ? nothing : this.#input('Value', value, (to) => change({ value: to }))}`}
      <button class="btn small" type="button" aria-label="Remove the condition" @click=${() => set(null)}>×</button>`;
  }

  #shares(rule, i) {
    const kind = kindOf(rule);
    const body = rule[kind];
    const set = (changes) => this.#set(i, { [kind]: { ...body, ...changes } });
    return html`${this.#pick('Drawn by', [['request', 'by request'], ['user', 'by user']], body.unit ?? 'request', (unit) => set({ unit }))}
      ${body.shares.map((share, s) => this.#share(share, s, (next) => set({ shares: body.shares.map((old, at) => (at === s ? next : old)) })))}
      ${body.shares.length < this.variants.length
        ? html`<button class="btn small" type="button"
        @click=${() => set({ shares: [...body.shares,
        { variant: this.variants[body.shares.length], percent: 10 }] })}>${glyph('plus')}Share</button>` : nothing}
      ${body.shares.length > 1 ? html`<button class="btn small" type="button" @click=${() => set({ shares: body.shares.slice(0, -1) })}>Fewer shares</button>` : nothing}`;
  }

  #share = (share, at, set) => html`<label
    class="fld"><input type="number" min="0.01" max="100" step="0.01" .value=${String(share.percent)} aria-label="Share ${at + 1} in per cent"
    @change=${(e) => set({ ...share, percent: Number(e.target.value) })} /> % to</label>
    ${this.#pick('Variant', this.variants.map((v) => [v, v]), share.variant, (variant) => set({ ...share, variant }))}`;

  #pick = (label, options, value, set) => html`<select class="fld" aria-label=${label} @change=${(e) => set(e.target.value)}>
    ${options.map(([key, text]) => html`<option value=${key} ?selected=${key === value}>${hostile(text, 40)}</option>`)}</select>`;

  #input = (label, value, set) => html`<input class="fld" aria-label=${label} .value=${value ?? ''} maxlength="1024" autocomplete="off" spellcheck="false" @change=${(e) => set(e.target.value)} />`;
}

customElements.define('mt-rules-form', RulesForm);
