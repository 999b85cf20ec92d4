import { html, nothing } from 'lit';
import { PageElement } from '../core/element.js';
import { post, Problem } from '../core/api.js';
import { hostile } from '../core/format.js';
import { decidedBy, sharesText } from './who.js';

/**
 * A pasted curl line or raw request: where it goes, and why no earlier route took it. The answer is for the routes as the
 * rules in the editor would leave them, which {@code draft} gives; nothing is stored.
 */
class Explain extends PageElement {
  static properties = { experiment: {}, draft: { attribute: false }, answer: { state: true }, problem: { state: true } };

  render() {
    return html`<form class="explain" @submit=${this.#ask}>
      <label for="own-request">Your own request</label>
      <textarea id="own-request" name="request" @input=${pasted} rows="3" spellcheck="false" maxlength="16384"
        placeholder="curl http://catalog.example/Weather -A 'Mozilla/5.0 … Firefox/141.0'"></textarea>
      <button class="btn">Explain</button>
      <p class="mute">As the plan above would leave the routes; nothing is saved.</p>
    </form>
    ${this.problem ? html`<p class="harm" role="alert">${hostile(this.problem.message, 600)}
      ${(this.problem.body.errors ?? []).slice(0, 20).map((e) => hostile(`${e.detail} ${e.hint ?? ''}`, 600)).join(' ')}</p>` : nothing}
    ${this.answer ? this.#shown() : nothing}`;
  }

  #shown() {
    const { outcome, shares, decidedBy: by, reason, skipped } = this.answer;
    return html`<div aria-live="polite"><p><b>${outcome === 'FORWARDED' ? sharesText(shares) : hostile(outcome)}</b>, decided by ${decidedBy(by)}</p><p class="mute">${hostile(reason ?? '', 400)}</p>
      <ol class="skips">${(skipped ?? [])
        .map((s) => html`<li><code>${hostile(s.route ?? `route ${s.index}`, 60)}</code> did not match: ${hostile(s.field ?? '', 60)} is
        <code>${hostile(s.actual ?? 'absent', 120)}</code>; it takes what <code>${hostile(s.expected ?? '', 120)}</code></li>`)}</ol></div>`;
  }

  async #ask(event) {
    event.preventDefault();
    const text = String(new FormData(event.target).get('request')).trim();
    if (!text) return;
    try {
      const body = /^curl\b/.test(text) ? { curl: text } : rawRequest(text);
      const asked = this.experiment ? post(`/api/v1/experiments/${this.experiment}/explain`, { ...body, rules: this.draft().rules })
        : post('/api/v1/plan/explain', { definition: this.draft(), request: body });
      this.answer = (await asked).data;
      this.problem = undefined;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.problem = problem;
      this.answer = undefined;
    }
  }
}

/** Whoever pastes a request has asked already. @param {any} event */
const pasted = ({ inputType, target }) => inputType === 'insertFromPaste' && target.form.requestSubmit();

/** "GET /path HTTP/1.1" and header lines, as a browser's tools copy them. */
function rawRequest(text) {
  const [first, ...rest] = text.split(/\r?\n/);
  const [method, path] = /^[A-Z]+\s/.test(first) ? first.split(/\s+/) : ['GET', first];
  const headers = {};
  for (const line of rest) {
    const at = line.indexOf(':', 1);
    if (at > 0) (headers[line.slice(0, at).trim().toLowerCase()] ??= []).push(line.slice(at + 1).trim());
  }
  return { method, path, headers };
}

customElements.define('mt-explain', Explain);
