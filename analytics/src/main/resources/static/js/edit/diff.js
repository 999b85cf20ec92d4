import { html, nothing } from 'lit';
import { hostile } from '../core/format.js';

const MARK = { ADDED: ['+', 'add'], REMOVED: ['−', 'del'], SAME: ['', ''], MOVED: ['↕', ''] };
const FOLD_FROM = 8;

/** The VirtualService before and after: our lines striped, runs of foreign lines named once and folded when long. */
export const diffView = (diff) => html`<div class="diff" role="region" aria-label="Changes to ${diff.object}" tabindex="0">
  ${runs(diff.lines).map((run) => (run.foldable && run.lines.length > FOLD_FROM ? folded(run) : run.lines.map((line, j) => row(line, j === 0))))}
</div>`;

/** Neighbouring lines of one owner and kind. */
function runs(lines) {
  const out = [];
  for (const line of lines) {
    const foldable = line.owner === 'FOREIGN' && line.change === 'SAME';
    const last = out.at(-1);
    if (last && last.owner === line.owner && last.foldable === foldable) last.lines.push(line);
    else out.push({ owner: line.owner, foldable, lines: [line] });
  }
  return out;
}

const row = (line, first) => {
  const [mark, css] = MARK[line.change] ?? ['', ''];
  return html`<div class="d ${css} ${line.owner === 'OURS' ? 'own' : ''}"><i>${first ? (line.owner === 'OURS' ? 'ours' : 'foreign') : nothing}</i><b
    aria-label=${line.change === 'SAME' ? nothing : line.change.toLowerCase()}>${mark}</b><span>${hostile(line.text, 2000)}</span></div>`;
};

function folded(run) {
  const head = run.lines.slice(0, 3);
  const rest = run.lines.slice(3);
  return html`${head.map((line, j) => row(line, j === 0))}
    <details class="fold-lines"><summary class="d fold"><i></i><b></b><span>⋯ ${rest.length} more foreign lines, unchanged</span></summary>${rest.map((line) => row(line, false))}</details>`;
}
