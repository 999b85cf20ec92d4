import { html, nothing, svg } from 'lit';
import { hostile, number, percent } from '../core/format.js';
import { word } from '../components/bits.js';
import { CHECKS } from './verdict.js';

/** @typedef {import('./verdict.js').Row} Row */

/** The numbers and lines behind a row's sentence. Texts come from other programs: cut, and as text only. @param {Row} row */
export function evidence(row) {
  const { shares, findings, probes, diff } = row.evidence;
  return html`${shares.map((share) => shareLine(share))}
    ${findings.length ? findingTable(findings) : nothing}
    ${probes.length ? probeTable(probes) : nothing}
    ${diff ? diffLines(diff) : nothing}`;
}

const WIDTH = 300;

/** One share on an axis of its own: the target, the observed share and its interval. @param {import('./verdict.js').Share} share */
function shareLine(share) {
  if (share.observed === null || share.lower === null || share.upper === null) return nothing;
  const low = Math.min(share.lower, share.targetLower);
  const high = Math.max(share.upper, share.targetUpper);
  const room = Math.max((high - low) * 0.3, 0.001);
  const from = Math.max(0, low - room);
  const to = Math.min(1, high + room);
  const x = (value) => Math.round((1000 * WIDTH * (value - from)) / (to - from)) / 1000;
  const digits = to - from < 0.02 ? 2 : to - from < 0.2 ? 1 : 0;
  const target = share.targetLower === share.targetUpper ? percent(share.targetLower, digits) : `${percent(share.targetLower, digits)} to ${percent(share.targetUpper, digits)}`;
  const label = `${share.variant}: observed ${percent(share.observed, digits)}, ${percent(share.lower, digits)} to ${percent(share.upper, digits)}, target ${target}`;
  const right = x(share.targetUpper) > WIDTH - 50;
  return html`<div class="vshare"><svg class="chart" width=${WIDTH} height="40" viewBox="0 0 ${WIDTH} 40" role="img" aria-label=${hostile(label, 200)}>
      <path d="M0 30h${WIDTH}M0 27v6M${WIDTH} 27v6" stroke="var(--edge)"></path>
      ${share.targetLower === share.targetUpper
        ? nothing : svg`<rect x=${x(share.targetLower)} y="6" width=${x(share.targetUpper) - x(share.targetLower)} height="24"
        fill="var(--control-band)"></rect>`}
      <path d="M${x(share.targetUpper)} 4v26" stroke="var(--ink)" stroke-width="1.5" stroke-dasharray="5 3"></path>
      <path d="M${x(share.lower)} 16H${x(share.upper)}M${x(share.lower)} 12v8M${x(share.upper)} 12v8" stroke="var(--treat)" stroke-width="2" fill="none"></path>
      <path d="M${x(share.observed)} 11l5 9h-10Z" fill="var(--treat)"></path>
      <text x=${x(share.targetUpper) + (right ? -4 : 4)} y="9" class="em" text-anchor=${right ? 'end' : 'start'}>target</text></svg>
    <p class="vaxis"><span>${percent(from, digits)}</span><span>${hostile(share.variant, 40)}, ${number(share.requests)} requests</span><span>${percent(to, digits)}</span></p></div>`;
}

const findingTable = (findings) => html`<div class="scroll" tabindex="0" role="region" aria-label="Findings"><table>
  <thead><tr><th scope="col">Finding</th><th scope="col">Object</th><th scope="col">At</th></tr></thead>
  <tbody>${findings.slice(0, 20).map((f) => html`<tr><th scope="row">${word(f.fails ? 'harm' : 'mute', f.fails ? 'harm' : 'info', hostile(f.code, 40))} ${hostile(f.message, 200)}</th>
    <td>${hostile(f.object, 120)}</td><td><code>${hostile(f.path, 120)}</code></td></tr>`)}</tbody></table></div>`;

const versions = (counts) => Object.entries(counts).map(([version, n]) => `${hostile(version, 40)} ${number(n)}`).join(', ');

const shares = (parts) => {
  const total = Object.values(parts).reduce((sum, n) => sum + n, 0);
  return Object.entries(parts).map(([version, n]) => `${hostile(version, 40)} ${percent(total ? n / total : 0, 0)}`).join(', ');
};

const probeTable = (probes) => html`<div class="scroll" tabindex="0" role="region" aria-label="Probes"><table>
  <thead><tr><th scope="col">Request</th><th scope="col">Asked for</th><th scope="col">Answered by</th><th scope="col">Gateway</th></tr></thead>
  <tbody>${probes.slice(0, 20).map((p) => {
    const { word: text, glyph, tone } = CHECKS[p.verdict] ?? CHECKS.UNKNOWN;
    return html`<tr><th scope="row"><span class="sr">${text}</span>${word(tone, glyph, '')} ${hostile(p.request, 120)}</th><td>${shares(p.expected)}</td>
      <td>${versions(p.answers)}${p.unanswered ? `, ${number(p.unanswered)} unanswered` : nothing}</td><td>${hostile(p.gateway, 80)}</td></tr>`;
  })}</tbody></table></div>`;

const diffLines = (diff) => html`<div class="diff" role="region" aria-label="The edit" tabindex="0">${String(diff).split('\n', 200).map((line) => {
  const sign = line[0] === '+' ? 'add' : line[0] === '-' ? 'del' : '';
  return html`<div class="d ${sign}"><i></i><b aria-label=${sign === 'add' ? 'added' : sign === 'del' ? 'removed' : nothing}>${sign === 'add'
    ? '+' : sign === 'del' ? '−' : ''}</b><span>${hostile(sign ? line.slice(1) : line, 400)}</span></div>`;
})}</div>`;
