import uPlot from 'uplot';
import { label, stroke } from './pen.js';
import { clockMinutes, clockSeconds } from '../core/format.js';

/** Colours of the tokens as the canvas needs them: resolved for the theme in force. */
export function ink(host) {
  const style = getComputedStyle(host);
  const cache = new Map();
  return (name) => {
    if (!cache.has(name)) {
      const probe = document.createElement('span');
      probe.style.color = `var(--${name})`;
      host.append(probe);
      cache.set(name, getComputedStyle(probe).color);
      probe.remove();
    }
    return cache.get(name) ?? style.color;
  };
}

/**
 * @typedef {{height: number, x: [number, number], y: [number, number], yTicks: number[], yText: (value: number) => string,
 *   revisions: {at: number, text: string}[], now: number|null, right: number, draw: (pen: import('./pen.js').Pen) => void}} Spec x in epoch seconds
 */

/**
 * A uPlot chart with a clock axis, whose marks are drawn by the caller in CSS pixels.
 *
 * @param {HTMLElement} host @param {Spec} spec
 * @returns {{update: (spec: Spec) => void, destroy: () => void}}
 */
export function timeChart(host, spec) {
  let current = spec;
  const make = () => {
    const colour = ink(host);
    const font = `11px ${getComputedStyle(host).fontFamily}`;
    return new uPlot(
      {
        width: Math.max(200, host.clientWidth),
        height: current.height,
        legend: { show: false },
        cursor: { show: false },
        padding: [22, current.right, 0, 0],
        scales: {
          x: { time: true, range: () => current.x },
          y: { range: () => current.y },
        },
        axes: [
          { font, stroke: colour('ink-3'), size: 26, gap: 6, space: 90, grid: { show: false }, ticks: { show: false },
            values: (_, ticks, axis, space, step) => ticks.map((t) => tickText(t, step)) },
          { font, stroke: colour('ink-3'), size: 44, gap: 6, grid: { stroke: colour('line'), width: 1 }, ticks: { show: false },
            splits: () => current.yTicks, values: (_, ticks) => ticks.map((v) => current.yText(v)) },
        ],
        series: [{}, { show: false }],
        hooks: { draw: [(u) => paint(u, current, colour, font)] },
      },
      [current.x, [null, null]],
      host,
    );
  };
  let chart = make();
  const remake = () => {
    chart.destroy();
    chart = make();
  };
  const size = new ResizeObserver(() => chart.width !== host.clientWidth && host.clientWidth > 0 && chart.setSize({ width: host.clientWidth, height: current.height }));
  size.observe(host);
  const theme = matchMedia('(prefers-color-scheme: dark)');
  theme.addEventListener('change', remake);
  return {
    update(next) {
      current = next;
      chart.setData([next.x, [null, null]], true);
    },
    destroy() {
      size.disconnect();
      theme.removeEventListener('change', remake);
      chart.destroy();
    },
  };
}

/** Ticks less than a minute apart would repeat themselves without their seconds. @param {number} t epoch seconds @param {number} step seconds to the next tick */
export const tickText = (t, step) => (step < 60 ? clockSeconds : clockMinutes)(t * 1000);

function paint(u, spec, colour, font) {
  const ratio = devicePixelRatio;
  const ctx = u.ctx;
  ctx.save();
  ctx.scale(ratio, ratio);
  ctx.font = font;
  const box = { left: u.bbox.left / ratio, top: u.bbox.top / ratio, width: u.bbox.width / ratio, height: u.bbox.height / ratio };
  const pen = {
    ctx, colour, left: box.left, top: box.top, right: box.left + box.width, bottom: box.top + box.height,
    x: (t) => u.valToPos(t, 'x', true) / ratio,
    y: (v) => u.valToPos(v, 'y', true) / ratio,
  };
  zeroAndFloor(pen, spec);
  revisions(pen, spec);
  ctx.save();
  spec.draw(pen);
  ctx.restore();
  ctx.restore();
}

function zeroAndFloor(pen, spec) {
  const zero = Math.min(pen.bottom, Math.max(pen.top, pen.y(0)));
  stroke(pen, [[pen.left, zero], [pen.right, zero]], 'edge', 1);
}

/** Change markers: a hairline per revision with its name on top; names keep clear of each other. */
function revisions(pen, spec) {
  let free = -Infinity;
  const kept = spec.now === null ? Infinity : pen.x(spec.now) - 18;
  for (const { at, text } of spec.revisions) {
    const x = pen.x(at);
    if (x < pen.left - 1 || x > pen.right + 1) continue;
    stroke(pen, [[x, pen.top - 16], [x, pen.bottom]], 'line-2', 1);
    const room = pen.ctx.measureText(text).width + 8;
    if (x + 4 < free || x + room > kept) continue;
    label(pen, text, x + 4, pen.top - 8, 'ink-2');
    free = x + room;
  }
}
