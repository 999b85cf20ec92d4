import { html } from 'lit';

const KEYWORD = /^(to|and|or|not|of|on|is|starts|starting|with|matches|present|header|cookie|query|path|method|host|user-agent|users:|mirror|everyone|else)$/i;
const PIECE = /(#.*$)|("(?:[^"\\]|\\.)*"?)|([^\s"#,()]+)|(\s+|[,()])/g;

/** Colours one line of the rule language; colour only repeats what the words say. */
export function highlight(line) {
  const parts = [];
  let afterTo = false;
  for (const [piece, comment, quoted, bare] of line.matchAll(PIECE)) {
    const css = comment ? 'k-cmt' : quoted ? 'k-str' : bare && KEYWORD.test(bare) ? 'k-kw' : bare && afterTo ? 'k-var' : '';
    if (bare) afterTo = /^to$/i.test(bare);
    parts.push({ piece, css });
  }
  return parts;
}

/**
 * One line with its underlined part, if something there is wrong.
 * @param {string} line @param {{column: number, length: number, kind: 'err'|'wrn'}|null} mark column from 1
 */
export function markedLine(line, mark) {
  if (!mark) return paint(highlight(line));
  const start = Math.min(Math.max(0, mark.column - 1), Math.max(0, line.length - 1));
  const length = mark.length || Math.max(1, wordAt(line, start).length);
  return html`${paint(highlight(line.slice(0, start)))}<u class=${mark.kind}>${paint(highlight(line.slice(start, start + length)))}</u>${paint(highlight(line.slice(start + length)))}`;
}

/** The word or quoted text that begins at this place. */
export function wordAt(line, start) {
  const rest = line.slice(start);
  return (/^("(?:[^"\\]|\\.)*"?|[^\s,()]+)/.exec(rest) ?? [rest])[0];
}

const paint = (parts) => parts.map(({ piece, css }) => (css ? html`<span class=${css}>${piece}</span>` : piece));
