import { html, nothing, svg } from 'lit';
import { scaleLinear, scaleLog } from 'd3';
import { latency as ms, number, tickMs } from '../core/format.js';
import { armMarks } from '../core/words.js';
import './walker.js';

const HEIGHT = 380;
const TOP = 12;
const BOTTOM = 40;
const QUANTILE_TICKS = [0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999];
const MARKED = [0.5, 0.95, 0.99];

export const quantileName = (q) => `p${number(q * 100, q > 0.99 ? 1 : 0)}`;
const logit = (q) => Math.log(q / (1 - q));
const y = scaleLinear().domain([logit(0.1), logit(0.999)]).range([HEIGHT - BOTTOM, TOP]);
const atQuantile = (q) => y(logit(q));

/** A path of straight lines; nothing for no point. @param {number[][]} points */
const straight = (points) => (points.length ? `M${points.map(([px, py]) => `${px.toFixed(2)} ${py.toFixed(2)}`).join('L')}` : '');

/** Ticks 1-2-5 within the domain, thinned to what fits. */
function ticks125([from, to]) {
  const found = [];
  for (let decade = 10 ** Math.floor(Math.log10(from)); decade <= to; decade *= 10) {
    for (const step of [1, 2, 5]) if (decade * step >= from * 0.999 && decade * step <= to * 1.001) found.push(decade * step);
  }
  return found.length > 9 ? found.filter((t) => String(Math.round(t * 1e6)).startsWith('1')) : found;
}

/** The 1-2-5 step at or beyond a value. */
function step125(value, up) {
  const decade = 10 ** Math.floor(Math.log10(value));
  const steps = [1, 2, 5, 10].map((s) => s * decade);
  return (up ? steps.find((s) => s >= value) : steps.filter((s) => s <= value).pop()) ?? value;
}

/**
 * Two latency curves on one log axis, quantiles on a logit scale with the slow ones on top.
 * @param {{name: string, points: {q: number, value: number, lower: number|null, upper: number|null}[]}[]} arms µs, the control first
 * @param {number} capMicros
 */
export function latencyCurves(arms, capMicros, width = 840) {
  const values = arms.flatMap((arm) => arm.points.map((p) => p.value)).filter((v) => v > 0);
  /** @type {[number, number]} */
  const domain = [step125(Math.min(...values), false), Math.min(capMicros, step125(Math.max(...values) * 1.05, true))];
  const x = scaleLog().domain(domain).range([44, width - 12]).clamp(true);
  return html`<svg class="chart" viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-label=${describe(arms)}>
    ${QUANTILE_TICKS.map((q) => svg`<line x1="44" x2=${width - 12} y1=${atQuantile(q)} y2=${atQuantile(q)} stroke="var(--line)"></line>
      <text x="36" y=${atQuantile(q) + 4} text-anchor="end">${quantileName(q)}</text>`)}
    ${ticks125(domain).map((t, i) => svg`<line x1=${x(t)} x2=${x(t)} y1=${TOP} y2=${HEIGHT - BOTTOM} stroke="var(--line)"></line>
      <text x=${x(t)} y=${HEIGHT - 22} text-anchor="middle">${i === 0 && t < 1e6 ? `${tickMs(t)} ms` : tickMs(t)}</text>`)}
    <line x1="44" x2=${width - 12} y1=${HEIGHT - BOTTOM} y2=${HEIGHT - BOTTOM} stroke="var(--edge)"></line>
    ${arms.map((arm, i) => band(arm, i, x))}
    ${arms.map((arm, i) => curve(arm, i, x, arms.length))}
    <text x=${(width + 32) / 2} y=${HEIGHT - 4} text-anchor="middle">latency of requests, failures counted at the cap of ${tickMs(capMicros)} (log axis)</text>
  </svg><mt-walker .name=${'the latency curves'} .points=${walk(arms, x, width)}></mt-walker>`;
}

function band(arm, index, x) {
  const known = arm.points.filter((p) => p.lower !== null && p.upper !== null);
  const edge = (side) => known.map((p) => [x(p[side]), atQuantile(p.q)]);
  return svg`<path d=${straight([...edge('upper'), ...edge('lower').reverse()])} fill="var(--${armMarks(index).css}-band, var(--treat-band))"></path>`;
}

function curve(arm, index, x, arms) {
  const { css, dash, marker } = armMarks(index);
  const side = index === 0 ? -1 : 1;
  const middle = arm.points.find((p) => p.q === 0.75) ?? arm.points[0];
  return svg`<path d=${straight(arm.points.map((p) => [x(p.value), atQuantile(p.q)]))} fill="none" stroke="var(--${css})" stroke-width="2" stroke-dasharray=${dash || nothing}></path>
    ${arm.points.filter((p) => MARKED.includes(p.q)).map((p) => svg`${mark(marker, css, x(p.value), atQuantile(p.q))}
      <text class="t-${css} halo" x=${x(p.value) + side * 12} y=${atQuantile(p.q) + (index === 0 ? -4 : 12)} text-anchor=${index === 0 ? 'end' : 'start'}>${ms(p.value)}</text>`)}
    ${middle ? svg`<text class="t-${css} halo em b" x=${x(middle.value) + side * 28} y=${atQuantile(middle.q) + (index === 0 ? -10 : 20)}
      text-anchor=${index === 0 ? 'end' : 'start'}>${arm.name}${arms === 2 ? (index === 0 ? ' control' : ' treatment') : ''}</text>` : nothing}`;
}

const SOLID = {
  triangle: (x, y0) => `M${x} ${y0 - 4.6}L${x + 4.4} ${y0 + 3.6}H${x - 4.4}Z`,
  square: (x, y0) => `M${x - 3.6} ${y0 - 3.6}h7.2v7.2h-7.2Z`,
  diamond: (x, y0) => `M${x} ${y0 - 5}l5 5-5 5-5-5Z`,
};

const mark = (kind, css, x, y0) => (kind === 'ring'
  ? svg`<circle cx=${x} cy=${y0} r="3.6" fill="var(--bg)" stroke="var(--${css})" stroke-width="1.75"></circle>`
  : svg`<path d=${SOLID[kind](x, y0)} fill="var(--${css})"></path>`);

const walk = (arms, x, width) => (arms[0]?.points ?? []).map((p) => ({
  text: `${quantileName(p.q)}: ${arms.map((arm) => `${arm.name} ${valueAt(arm, p.q)}`).join(', ')}`,
  at: x(p.value) / width,
}));

function valueAt(arm, q) {
  const point = arm.points.find((p) => Math.abs(p.q - q) < 1e-9);
  return point ? ms(point.value) : 'none';
}

const describe = (arms) => `Latency quantiles: ${arms.map((arm) =>
  `${arm.name} ${arm.points.filter((p) => MARKED.includes(p.q)).map((p) => `${quantileName(p.q)} ${ms(p.value)}`).join(', ')}`).join('; ')}`;

/**
 * The difference at the same heights.
 * @param {{q: number, estimate: number|null, lower: number|null, upper: number|null, margin: number|null}[]} rows relative
 */
export function quantileDifferences(rows, treatment, width = 430) {
  const reach = rows.flatMap((r) => [r.lower, r.upper, r.margin].filter((v) => v !== null && Number.isFinite(v))).map(Math.abs);
  const limit = [0.1, 0.2, 0.5, 1].find((l) => Math.max(...reach, 0) < l * 0.98) ?? 1;
  const x = scaleLinear().domain([-limit, limit]).range([44, width - 64]).clamp(true);
  const text = (v) => `${v > 0 ? '+' : v < 0 ? '−' : ''}${number(Math.abs(v * 100), 1)}\u202f%`;
  return html`<svg class="chart" viewBox="0 0 ${width} ${HEIGHT}" role="img"
    aria-label=${`Difference of latency quantiles, ${treatment} against control: ${rows.filter((r) => r.estimate !== null)
    .map((r) => `${quantileName(r.q)} ${text(r.estimate)}`).join(', ')}`}>
    ${[-limit, 0, limit].map((t) => svg`<line x1=${x(t)} x2=${x(t)} y1=${TOP} y2=${HEIGHT - BOTTOM} stroke=${t === 0 ? 'var(--edge)' : 'var(--line)'}></line>
      <text x=${x(t)} y=${HEIGHT - 22} text-anchor="middle">${t === 0 ? '0' : `${t > 0 ? '+' : '−'}${Math.abs(t) * 100}\u202f%`}</text>`)}
    ${rows.map((row) => differenceRow(row, x, width, text))}
    <text x="44" y=${HEIGHT - 4}>← ${treatment} faster</text><text x=${width - 64} y=${HEIGHT - 4} text-anchor="end">${treatment} slower →</text>
  </svg>`;
}

function differenceRow(row, x, width, text) {
  const at = atQuantile(row.q);
  const [low, high] = x.domain();
  const from = row.lower ?? low;
  const to = row.upper ?? high;
  return svg`<text x="36" y=${at + 4} text-anchor="end" class=${MARKED.includes(row.q) ? 'em' : ''}>${quantileName(row.q)}</text>
    ${row.margin === null ? nothing : svg`<line x1=${x(row.margin)} x2=${x(row.margin)} y1=${at - 12} y2=${at + 12} stroke="var(--harm)" stroke-width="1.5" stroke-dasharray="5 3"></line>
      <text class="t-harm halo" x=${x(row.margin) + (x(row.margin) > width - 130 ? -4 : 4)} y=${at - 14}
        text-anchor=${x(row.margin) > width - 130 ? 'end' : 'start'}>margin ${number(row.margin * 100, 0)}\u202f%</text>`}
    ${row.estimate === null
      ? svg`<text x=${x(0) + 8} y=${at + 4}>no bound yet</text>`
      : svg`<line x1=${x(from)} x2=${x(to)} y1=${at} y2=${at} stroke="var(--treat)" stroke-width="2"></line>
        ${openOrCap(row.lower, from, low, x, at, -1)}${openOrCap(row.upper, to, high, x, at, 1)}
        <path d="M${x(row.estimate)} ${at - 4.2}l4 7.6h-8Z" fill="var(--treat)"></path>
        ${row.lower === null || row.upper === null
          ? svg`<text class="halo" x=${x(row.upper === null ? high : low)} y=${at - 7}
          text-anchor=${row.upper === null ? 'end' : 'start'}>no bound yet</text>` : nothing}
        <text x=${width} y=${at + 4} text-anchor="end" class=${MARKED.includes(row.q) ? 'em' : ''}>${text(row.estimate)}</text>`}`;
}

function openOrCap(bound, value, frame, x, at, side) {
  const open = bound === null || (side < 0 ? value <= frame : value >= frame);
  const px = x(value);
  return open
    ? svg`<path d="M${px - side * 5} ${at - 4}L${px} ${at}L${px - side * 5} ${at + 4}" fill="none" stroke="var(--treat)" stroke-width="1.5"></path>`
    : svg`<line x1=${px} x2=${px} y1=${at - 4} y2=${at + 4} stroke="var(--treat)" stroke-width="1.5"></line>`;
}
