import { html, nothing } from 'lit';
import { PageElement } from '../core/element.js';
import { glyph } from '../core/glyphs.js';
import { hostile } from '../core/format.js';
import { markedLine, wordAt } from './highlight.js';

/** The rules as text: line numbers, errors and warnings underlined where they are, messages under their line. */
class RulesText extends PageElement {
  static properties = { value: {}, errors: { attribute: false }, warnings: { attribute: false }, words: { attribute: false }, variants: { attribute: false },
    headers: { attribute: false }, offered: { state: true }, chosen: { state: true }, fresh: { type: Boolean } };

  constructor() {
    super();
    this.value = '';
    this.errors = [];
    this.warnings = [];
    this.words = [];
    /** @type {string[]} */
    this.variants = [];
    /** @type {string[]} */
    this.headers = [];
    this.offered = [];
  }

  render() {
    const lines = this.value.split('\n');
    return html`<div class="code rules-text" role="group" aria-label="Rules as text">
      <div class="layers">
        <div class="shown" aria-hidden="true">${lines.map((line, i) => this.#line(line, i + 1))}</div>
        <textarea spellcheck="false" autocapitalize="off" autocomplete="off" aria-label="Rules, one a line" aria-describedby="rules-status" rows=${lines.length}
          aria-autocomplete="list" aria-controls=${this.offered.length ? 'offers' : nothing} aria-activedescendant=${this.offered.length ? `offer-${this.chosen}` : nothing}
          aria-invalid=${this.errors.length
            ? 'true' : 'false'} maxlength="65536" .value=${this.value} @input=${this.#typed} @focus=${(e) => this.fresh
            && e.target.select()} @keydown=${this.#key}></textarea>
        ${this.offered.length ? this.#offers() : nothing}
      </div>
      <div role="alert">${this.errors.map((e) => this.#message(e))}</div>
      <div class="status" id="rules-status"><span>${this.#counts()}</span><span class="only-w"><kbd>F8</kbd> next finding <kbd>Ctrl</kbd> <kbd>Space</kbd> complete</span></div>
    </div>`;
  }

  #line(line, number) {
    const error = this.errors.find((e) => e.line === number);
    const warning = this.warnings.find((w) => w.line === number);
    /** @type {{column: number, length: number, kind: 'err'|'wrn'}|null} */
    const mark = error ? { column: error.column ?? 1, length: 0, kind: 'err' } : warning ? { column: 1, length: line.length, kind: 'wrn' } : null;
    return html`<div class="ln ${error ? 'bad' : warning ? 'warned' : ''}"><i>${number}</i><span>${markedLine(line, mark)}${line ? nothing : '\u200b'}</span></div>`;
  }

  /** Completions under the word that is being written. */
  #offers() {
    const { line, column } = this.place ?? { line: 1, column: 0 };
    return html`<ul class="offers" id="offers" role="listbox" aria-label="Completions" .style=${`top:${line * 24 + 2}px;left:min(calc(48px + ${column}ch), calc(100% - 200px))`}>
      ${this.offered.map((word, i) =>
        html`<li role="option" id="offer-${i}" aria-selected=${i === this.chosen}
        @mousedown=${(e) => { e.preventDefault(); this.#complete(word); }}>${word}</li>`)}</ul>`;
  }

  #message(error) {
    return html`<div class="msg"><p><b>Line ${error.line ?? 1}, column ${error.column ?? 1}.</b> ${hostile(error.detail, 400)}</p>
      ${error.expected ? html`<p>Expected ${hostile(error.expected.replace(/[.]?$/, '.'), 400)}</p>` : nothing}${error.hint ? html`<p>${hostile(error.hint, 300)}
        ${replacement(error) ? html` <button class="btn small replace" type="button" @click=${() => this.#replace(error)}>Replace <kbd>Alt</kbd>
          <kbd>Enter</kbd></button>` : nothing}</p>` : nothing}</div>`;
  }

  #counts() {
    const [errors, warnings] = [this.errors.length, this.warnings.length];
    if (!errors && !warnings) return html`<span class="word good">${glyph('tick')}parses</span>`;
    return html`${errors ? html`<span class="word harm">${glyph('harm')}${errors} ${errors === 1 ? 'error' : 'errors'}</span>` : nothing}
      ${warnings ? html`<span class="word warn">${glyph('warning')}${warnings} ${warnings === 1 ? 'warning' : 'warnings'}</span>` : nothing}`;
  }

  #typed(event) {
    this.value = event.target.value;
    this.offered = [];
    this.dispatchEvent(new CustomEvent('rules-change', { detail: this.value, bubbles: true }));
  }

  #key(event) {
    if (event.key === 'F8') {
      event.preventDefault();
      this.#next(event.target);
    } else if (event.key === ' ' && event.ctrlKey) {
      event.preventDefault();
      this.#offer(event.target);
    } else if (event.altKey && event.key === 'Enter') {
      event.preventDefault();
      const line = event.target.value.slice(0, event.target.selectionStart).split('\n').length;
      const fixable = this.errors.filter(replacement);
      const error = fixable.find((e) => e.line === line) ?? fixable[0];
      if (error) this.#replace(error);
    } else if (this.offered.length) this.#choose(event);
  }

  /** In the list: up and down, Enter or Tab takes, Escape closes. */
  #choose(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.chosen = (this.chosen + step + this.offered.length) % this.offered.length;
    else if (event.key === 'Enter' || event.key === 'Tab') this.#complete(this.offered[this.chosen]);
    else if (event.key === 'Escape') this.offered = [];
    else return;
    event.preventDefault();
  }

  /** The one edit that a rejection proposes, at its place. */
  #replace(error) {
    const area = this.querySelector('textarea');
    const lines = this.value.split('\n');
    const line = lines[error.line - 1] ?? '';
    const start = error.column - 1;
    lines[error.line - 1] = line.slice(0, start) + replacement(error) + line.slice(start + wordAt(line, start).length);
    area.value = lines.join('\n');
    area.focus();
    this.#typed({ target: area });
  }

  /** Jumps to the next error or warning after the cursor, round the end. */
  #next(area) {
    const lines = this.value.split('\n');
    const at = area.value.slice(0, area.selectionStart).split('\n').length;
    const places = [...this.errors, ...this.warnings].map((f) => ({ line: f.line ?? 1, column: f.column ?? 1 })).sort((a, b) => a.line - b.line);
    const place = places.find((p) => p.line > at) ?? places[0];
    if (!place) return;
    const offset = lines.slice(0, place.line - 1).reduce((sum, l) => sum + l.length + 1, 0) + place.column - 1;
    area.setSelectionRange(offset, offset);
  }

  #offer(area) {
    const before = area.value.slice(0, area.selectionStart);
    const [, typed] = /([^\s,()]*)$/.exec(before) ?? [null, ''];
    this.place = { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') - 1 - typed.length };
    this.chosen = 0;
    const known = /\bheader\s+[^\s,()]*$/i.test(before) ? this.headers
      : /\bto\s+[^\s,()]*$/i.test(before) ? this.variants : [...this.words, ...this.variants];
    this.offered = known.filter((w) => w.toLowerCase().startsWith(typed.toLowerCase())).slice(0, 12);
  }

  #complete(word) {
    const area = this.querySelector('textarea');
    const before = area.value.slice(0, area.selectionStart).replace(/[^\s,()]*$/, '');
    area.value = `${before}${word}${area.value.slice(area.selectionStart)}`;
    area.focus();
    area.setSelectionRange(before.length + word.length, before.length + word.length);
    this.#typed({ target: area });
  }
}

/** What "did you mean X?" would put there; nothing where a hint is no single edit. */
function replacement({ hint }) {
  const [, word] = /^did you mean (.+)\?$/i.exec(hint ?? '') ?? [];
  return word;
}

customElements.define('mt-rules-text', RulesText);
