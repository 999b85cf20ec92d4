import { html, nothing, svg } from 'lit';
import './walker.js';
import { scaleLinear } from 'd3';
import { count, digitsFor, hostile, signed } from '../core/format.js';

/** Wide and medium: name, plot and numbers side by side. Small: name and numbers above the plot, so that text keeps its size. */
const LAYOUT = {
  wide: { width: 1312, row: 30, left: 330, right: 200, units: 290, textUp: 0 },
  medium: { width: 680, row: 30, left: 210, right: 150, units: 195, textUp: 0 },
  small: { width: 328, row: 46, left: 8, right: 8, units: null, textUp: 14 },
};

/**
 * Segments of one metric: the total first, its dotted line through all, marks that grow with the root of the units.
 * @param {{kind: string|null, name: string, units: number, estimate: number|null, lower: number|null, upper: number|null}[]} rows the total first (kind null)
 * @param {{unit: string, label: string, betterRight: boolean, size: 'small'|'medium'|'wide'}} options values are shares; shown times 100
 */
export function forest(rows, { unit, label, betterRight, size }) {
  const at = LAYOUT[size];
  const { width } = at;
  const total = rows[0];
  const values = rows.flatMap((r) => [r.lower ?? NaN, r.upper ?? NaN]).filter(Number.isFinite);
  const reach = Math.max(0.01, ...values.map(Math.abs)) * 1.05;
  const x = scaleLinear().domain([Math.min(0, Math.max(-reach, Math.min(...values, 0) * 1.15)), reach]).nice(5).range([at.left, width - at.right]).clamp(true);
  const lines = withHeadings(rows);
  const height = lines.length * at.row + 56;
  const largest = Math.max(...rows.map((r) => r.units), 1);
  return html`<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label=${label}>
    ${at.units === null ? nothing : svg`<text x="0" y="14">Segment</text><text x=${at.units} y="14" text-anchor="end">Units</text>
      <text x=${width} y="14" text-anchor="end">Change, ${unit} (interval)</text>`}
    <text x=${at.left} y="14">${betterRight ? '← worse' : '← better'}</text><text x=${width - at.right} y="14" text-anchor="end">${betterRight ? 'better →' : 'worse →'}</text>
    ${x.ticks(5).map((t) => svg`<line x1=${x(t)} x2=${x(t)} y1="24" y2=${height - 28} stroke=${t === 0 ? 'var(--edge)' : 'var(--line)'}></line>
      <text x=${x(t)} y=${height - 12} text-anchor="middle">${signed(t * 100, 1)}</text>`)}
    ${total.estimate === null ? '' : svg`<line x1=${x(total.estimate)} x2=${x(total.estimate)} y1="36" y2=${height - 28} stroke="var(--ink)" stroke-dasharray="2 3"></line>`}
    ${lines.map((item, i) => row(item, 24 + (i + 0.5) * at.row, x, largest, at))}
  </svg><mt-walker .name=${label} .points=${rows.map((r) => ({ text: spoken(r, unit), at: r.estimate === null ? null : x(r.estimate) / width }))}></mt-walker>`;
}

function spoken({ name, units, estimate, lower, upper }, unit) {
  if (estimate === null) return `${hostile(name, 60)}, ${count(units)}: too few to say`;
  const digits = digitsFor((upper - lower) * 100);
  return `${hostile(name, 60)}, ${count(units)}: ${signed(estimate * 100, digits)} (${signed(lower * 100, digits)} to ${signed(upper * 100, digits)}) ${unit}`;
}

function withHeadings(rows) {
  const out = [];
  let kind = null;
  for (const item of rows) {
    if (item.kind !== null && item.kind !== kind) out.push({ heading: item.kind });
    kind = item.kind;
    out.push(item);
  }
  return out;
}

function row(item, middle, x, largest, at) {
  if (item.heading) return svg`<text x="0" y=${middle + 6}>${item.heading}</text>`;
  const y = middle + at.textUp / 2;
  const words = y - at.textUp + 4;
  const isTotal = item.kind === null;
  const css = isTotal ? '--ink' : '--treat';
  const size = 3.5 + 3.5 * Math.sqrt(item.units / largest);
  const name = svg`<text class=${isTotal ? 'em b' : 'b t-ink2'} x=${isTotal || at.units === null ? 0 : 16} y=${words}>${hostile(item.name, at.units === null || at.width < 700 ? 20 : 40)}</text>
    ${at.units === null ? nothing : svg`<text x=${at.units} y=${words} text-anchor="end">${count(item.units)}</text>`}`;
  if (item.estimate === null) return svg`${name}<text x=${x(0) + 8} y=${y + 4}>too few to say</text>`;
  const digits = digitsFor((item.upper - item.lower) * 100);
  return svg`${name}
    <line x1=${x(item.lower)} x2=${x(item.upper)} y1=${y} y2=${y} stroke="var(${css})" stroke-width="2"></line>
    ${[item.lower, item.upper].map((v) => svg`<line x1=${x(v)} x2=${x(v)} y1=${y - 4} y2=${y + 4} stroke="var(${css})" stroke-width="1.5"></line>`)}
    ${isTotal
      ? svg`<path d="M${x(item.estimate)} ${y - 6}l6 6-6 6-6-6Z" fill="var(--ink)"></path>`
      : svg`<path d="M${x(item.estimate)} ${y - size}l${size} ${size * 1.8}h${-2 * size}Z" fill="var(--treat)"></path>`}
    <text class=${isTotal ? 'em b' : 'b t-ink2'} x=${at.width} y=${words}
      text-anchor="end">${signed(item.estimate * 100, digits)} (${signed(item.lower * 100, digits)} to ${signed(item.upper * 100, digits)})</text>`;
}
