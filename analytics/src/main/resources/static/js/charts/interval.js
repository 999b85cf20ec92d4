import { html, nothing, svg } from 'lit';
import { scaleLinear } from 'd3';

/** Drawn one to one: 430 px in the table, less on cards, so that text keeps its size. */
export const rowWidth = (size) => (size === 'wide' ? 430 : 328);
const MARGIN_DOMAIN = [-1.1, 1.5];

/**
 * Scale of an interval row.
 * @typedef {{x: (value: number) => number, left: number, right: number, zero: number, margin: number|null, ticks: {at: number, text: string, strong?: boolean}[], ends: [string, string]}} RowAxis
 */

/** One axis for all guardrails: change as a share of each margin, worse to the right. */
export function marginAxis(width) {
  const x = scaleLinear().domain(MARGIN_DOMAIN).range([0, width]);
  return {
    x, left: 0, right: width, zero: x(0), margin: x(1), ends: ['← better', 'worse →'],
    ticks: [{ at: x(-1), text: '−1' }, { at: x(0), text: 'no change' }, { at: x(0.5), text: '½' }, { at: x(1), text: 'harm margin', strong: true }],
  };
}

/** One common axis in per cent, symmetric; the smallest of the usual ones that holds all of it. */
export function percentAxis(extent, ends, width) {
  const reach = [0.05, 0.1, 0.2, 0.5].find((r) => extent <= r) ?? Math.ceil(extent);
  const x = scaleLinear().domain([-reach, reach]).range([0, width]);
  const text = (share) => `${share > 0 ? '+' : share < 0 ? '−' : ''}${Math.abs(share * 100)}\u202f%`;
  return {
    x, left: 0, right: width, zero: x(0), margin: null, ends,
    ticks: [-1, -0.5, 0, 0.5, 1].map((t) => ({ at: x(t * reach), text: t === 0 ? 'no change' : text(t * reach) })),
  };
}

/** @param {RowAxis} axis @param {string} label */
export const axisHead = (axis, label) => html`<svg class="chart" viewBox="0 0 ${axis.right} 38" role="img" aria-label=${label}>
  <text x="0" y="12">${axis.ends[0]}</text><text x=${axis.right} y="12" text-anchor="end">${axis.ends[1]}</text>
  ${axis.ticks.map((tick) => svg`
    <text x=${tick.at} y="28" class=${tick.strong ? 'em' : ''} text-anchor=${anchor(tick.at, axis.right)}>${tick.text}</text>
    <line x1=${tick.at} x2=${tick.at} y1="34" y2="38" stroke="var(--edge)"></line>`)}
</svg>`;

const anchor = (at, width) => (at < 20 ? 'start' : at > width - 20 ? 'end' : 'middle');

/**
 * One row: estimate, interval, the line it is judged against. Positions are in the axis' unit.
 * @param {RowAxis} axis
 * @param {{estimate: number|null, lower: number|null, upper: number|null, bound: 'lower'|'upper'|null, boundText: string, margin: number|null, css: string, label: string, turned?: boolean}} row
 */
export function intervalRow(axis, row) {
  const harmAt = row.margin === null ? null : axis.x(row.margin);
  return html`<svg class="chart" viewBox="0 0 ${axis.right} 52" role="img" aria-label=${row.label}>
    ${axis.ticks.map((t) => svg`<line x1=${t.at} x2=${t.at} y1="0" y2="52" stroke="var(--line)"></line>`)}
    ${harmAt === null ? nothing : svg`<rect x=${harmAt} y="0" width=${Math.max(0, axis.right - harmAt)} height="52" fill="var(--harm-zone)"></rect>`}
    <line x1=${axis.zero} x2=${axis.zero} y1="0" y2="52" stroke="var(--edge)"></line>
    ${harmAt === null ? nothing : svg`<line x1=${harmAt} x2=${harmAt} y1="0" y2="52" stroke="var(--harm)" stroke-width="1.5" stroke-dasharray="5 3"></line>`}
    ${row.estimate === null ? noEstimate(axis) : marks(axis, row, harmAt)}
  </svg>`;
}

const noEstimate = (axis) => svg`<text x=${axis.zero + 8} y="30">no estimate yet</text>`;

function marks(axis, row, harmAt) {
  const from = end(axis, row.lower, -1);
  const to = end(axis, row.upper, 1);
  const at = clamp(axis, axis.x(row.estimate));
  const beyond = harmAt !== null && to.at > harmAt ? harmAt : null;
  const colour = `var(--${row.css})`;
  const deciding = row.bound === 'upper' ? to : row.bound === 'lower' ? from : null;
  return svg`
    <line x1=${from.at} x2=${beyond ?? to.at} y1="30" y2="30" stroke=${colour} stroke-width="2"></line>
    ${beyond === null ? nothing : svg`<line x1=${Math.max(beyond, from.at)} x2=${to.at} y1="30" y2="30" stroke=${colour} stroke-width="2" stroke-dasharray="3 3"></line>`}
    ${cap(from, colour, deciding === from)}${cap(to, colour, deciding === to)}
    <path d="M${at} 25.5l4.2 8h-8.4Z" fill=${colour}></path>
    ${deciding ? svg`<text x=${label(deciding.at, axis.right)} y="15" class="em halo ${beyond && deciding === to ? 't-harm' : ''}" text-anchor="middle">${row.boundText}</text>` : nothing}`;
}

/** Where a bound ends: at its value, cut at the frame, or open where there is no bound yet. */
function end(axis, value, side) {
  const edge = side < 0 ? axis.left + 3 : axis.right - 3;
  if (value === null || !Number.isFinite(value)) return { at: edge, open: true, side };
  const at = axis.x(value);
  const cut = at < axis.left + 1 || at > axis.right - 1;
  return { at: cut ? clamp(axis, at) : at, open: cut, side };
}

const clamp = (axis, at) => Math.min(axis.right - 3, Math.max(axis.left + 3, at));
const label = (at, width) => Math.min(width - 24, Math.max(24, at));

function cap({ at, open, side }, colour, deciding) {
  if (open) return svg`<path d="M${at - side * 5} 26L${at} 30L${at - side * 5} 34" fill="none" stroke=${colour} stroke-width="1.5"></path>`;
  const half = deciding ? 7 : 4;
  return svg`<line x1=${at} x2=${at} y1=${30 - half} y2=${30 + half} stroke=${colour} stroke-width=${deciding ? 2 : 1.5}></line>`;
}
