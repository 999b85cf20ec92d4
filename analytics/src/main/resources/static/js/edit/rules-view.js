import { html, nothing } from 'lit';
import { glyph } from '../core/glyphs.js';
import { setQuery } from '../core/router.js';
import './rules-text.js';
import './rules-form.js';

const WORDS = ['Chrome', 'any Chromium', 'Edge', 'Firefox', 'Safari', 'Opera', 'Samsung Internet', 'WebView', 'mobile', 'curl', 'bots', 'users:', 'header', 'cookie',
  'query', 'path starting with', 'method is', 'host is', 'user-agent matches', 'everyone else to', 'mirror'];
/** Request headers that rules are usually about; those that the live routes look at come first. */
const HEADERS = ['accept', 'accept-language', 'authorization', 'content-type', 'origin', 'referer', 'x-forwarded-for', 'x-request-id'];
const VIEWS = [['text', 'Text'], ['form', 'Form'], ['json', 'JSON']];

/**
 * Text, form and JSON are one thing: the text. A change of the form comes back from the plan as text.
 * @param {{view: string, text: string, fresh: boolean, rules: any[]|undefined, variants: string[], headers: string[], errors: any[], refused: any[], warnings: any[],
 *   typed: (event: CustomEvent) => void, formed: (event: CustomEvent) => void}} of fresh: nobody has written anything yet
 */
export const rulesView = ({ view, text, fresh, rules, variants, headers, errors, refused, warnings, typed, formed }) => html`
  <div class="tools end"><span class="seg" role="group"
    aria-label="Rules as">${VIEWS.map(([key, word]) =>
    html`<button type="button" aria-pressed=${key === view} @click=${() => setQuery({ view: key === 'text' ? null : key })}>${word}</button>`)}</span></div>
  ${view !== 'text' && errors.length
    ? html`<p class="remark">${glyph('info')}<span>The text does not parse, in line ${errors[0].line}: these are of the last that did.</span></p>`
    : nothing}
  ${view === 'form' && rules?.length
    ? html`<mt-rules-form .rules=${rules} .variants=${variants} .errors=${refused} @form-change=${formed}></mt-rules-form>`
    : view === 'json' && rules
      ? html`<pre class="formula json" tabindex="0" aria-label="Rules as JSON">${JSON.stringify(rules, null, 2)}</pre>`
      : html`<mt-rules-text .value=${text} .fresh=${fresh} .errors=${errors} .warnings=${warnings} .words=${WORDS} .variants=${variants}
        .headers=${[...new Set([...headers, ...HEADERS])]} @rules-change=${typed}></mt-rules-text>`}`;
