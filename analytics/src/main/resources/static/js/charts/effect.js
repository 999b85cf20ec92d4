import { html } from 'lit';
import './walker.js';
import { offScale } from './off-scale.js';
import { inFrame } from '../core/frames.js';
import { PageElement } from '../core/element.js';
import { change, clock, hostile, number } from '../core/format.js';
import { fill, hatch, label, stroke, timeChart } from './time-chart.js';

const seconds = (instant) => Date.parse(instant) / 1000;

/** One metric's effect over time with its confidence sequence, the margin of each revision, and what is expected next. */
class EffectChart extends PageElement {
  static properties = { effect: { attribute: false }, revisions: { attribute: false }, now: {}, stale: { type: Boolean } };

  render() {
    return html`<div class="plot-host" role="img" aria-label=${this.#sentence()}></div><mt-walker .points=${this.#walk()} name=${this.#name()}></mt-walker>`;
  }

  updated() {
    if (this.chart) inFrame(this, () => this.chart?.update(this.#spec()));
    else this.chart = timeChart(this.querySelector('.plot-host'), this.#spec());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.chart?.destroy();
    this.chart = undefined;
  }

  #name = () => hostile(this.effect.label, 60);

  #walk() {
    const { x: [start, end] } = this.#spec();
    const { points, margins } = this.effect;
    const at = (index) => {
      const p = points[index];
      const wide = this.clientWidth || 400;
      const { estimate, interval } = change(p, margins.at(-1)?.margin);
      return {
        text: `${clock(p.at)}, r${p.revision}: ${p.lower === null && p.upper === null ? 'no interval yet' : `${estimate} (${interval})`}`,
        at: (44 + ((seconds(p.at) - start) / (end - start)) * (wide - 56)) / wide,
      };
    };
    return { length: points.length, at };
  }

  #sentence() {
    const last = this.effect.points.at(-1);
    if (!last || last.lower === null) return `${this.#name()}: no interval yet`;
    const margin = this.effect.margins.at(-1)?.margin;
    const { estimate, interval } = change(last, margin);
    return `${this.#name()}: ${estimate} (${interval})${margin ? `, margin ${number(margin * 100)} %` : ''}`;
  }

  /** Rates are drawn as log ratios, so that half and double are equally far; labels stay in per cent. */
  #scaled = (value) => (this.effect.scale === 'LOG_RATIO' ? Math.log1p(Math.max(value, -0.99)) : value);

  #yText = (v) => {
    const share = this.effect.scale === 'LOG_RATIO' ? Math.expm1(v) : v;
    const percent = share * 100;
    return Math.abs(percent) < 0.05 ? '0' : `${percent > 0 ? '+' : '−'}${number(Math.abs(percent), Math.abs(percent) < 10 ? 1 : 0)}\u202f%`;
  };

  /** Frame of −2.5 to +4.5 margins; where a metric has none, what the later bounds need. @returns {[number, number]} */
  #frame() {
    const margin = this.effect.margins.at(-1)?.margin;
    const worseUp = this.effect.direction === 'LOWER_IS_BETTER';
    if (margin) {
      const [low, high] = worseUp ? [-2.5 * margin, 4.5 * margin] : [-4.5 * margin, 2.5 * margin];
      return [this.#scaled(low), this.#scaled(high)];
    }
    const late = this.effect.points.slice(-Math.ceil(this.effect.points.length * 0.7)).flatMap((p) => [p.lower, p.upper]).filter((v) => v !== null).map(this.#scaled);
    const reach = Math.max(0.02, ...late.map(Math.abs)) * 1.15;
    return [-reach, reach];
  }

  /** @returns {import('./time-chart.js').Spec} */
  #spec() {
    const { points, expectedDecisionAt } = this.effect;
    const start = seconds(this.revisions[0]?.at ?? points[0]?.at ?? this.now);
    const last = Math.max(seconds(this.now), start + 60);
    const decision = expectedDecisionAt ? Math.min(seconds(expectedDecisionAt), last + (last - start)) : last;
    const y = this.#frame();
    return {
      height: 244, x: [start, decision + (decision - start) * 0.05], y, right: 12, now: last,
      yTicks: fiveTicks(y), yText: this.#yText,
      revisions: this.revisions.map((r) => ({ at: seconds(r.at), text: `r${r.number}` })),
      draw: (pen) => this.#draw(pen, y, last),
    };
  }

  #draw(pen, y, last) {
    const { ctx } = pen;
    const { points, projection, margins } = this.effect;
    const known = thinned(points.filter((p) => p.lower !== null && p.upper !== null), (pen.right - pen.left) / 2);
    ctx.save();
    ctx.beginPath();
    ctx.rect(pen.left, pen.top, pen.right - pen.left, pen.bottom - pen.top);
    ctx.clip();
    hatch(pen, pen.left, Math.min(pen.right, pen.x(known.length ? seconds(known[0].at) : last)), known.length ? '' : 'no interval yet');
    this.#band(pen, known);
    stroke(pen, known.map((p) => [pen.x(seconds(p.at)), pen.y(this.#scaled(p.estimate))]), 'treat', 2);
    for (const side of ['lower', 'upper']) {
      stroke(pen, (projection ?? []).map((p) => [pen.x(seconds(p.at)), pen.y(this.#scaled(p[side]))]), 'treat', 1.25, [1.5, 3]);
    }
    const steps = margins.filter((m) => m.margin !== null);
    steps.forEach((m, i) => {
      const to = steps[i + 1] ? seconds(steps[i + 1].from) : Infinity;
      stroke(pen, [[pen.x(seconds(m.from)), pen.y(this.#scaled(this.#turn(m.margin)))], [Math.min(pen.right, pen.x(to)), pen.y(this.#scaled(this.#turn(m.margin)))]], 'harm', 1.5, [5, 3]);
    });
    ctx.restore();
    offScale(pen, known.map((p) => ({ x: pen.x(seconds(p.at)), y: pen.y(this.#scaled(p.estimate)), text: change(p).estimate })));
    this.#labels(pen, y, known, steps, last);
  }

  #turn = (margin) => (this.effect.direction === 'LOWER_IS_BETTER' ? margin : -margin);

  #band(pen, known) {
    if (known.length < 2) return;
    const edge = (side) => known.map((p) => [pen.x(seconds(p.at)), pen.y(this.#scaled(p[side]))]);
    fill(pen, [...edge('upper'), ...edge('lower').reverse()], 'treat-band');
    stroke(pen, edge('upper'), 'treat', 1);
    stroke(pen, edge('lower'), 'treat', 1);
  }

  #labels(pen, y, known, steps, last) {
    const now = pen.x(last);
    stroke(pen, [[now, pen.top - 4], [now, pen.bottom]], 'ink-3', 1);
    label(pen, this.stale ? 'last event' : 'now', now, pen.top - 10, 'ink-2', { align: now > pen.right - 30 ? 'right' : 'center', bold: true });
    const margin = steps.at(-1);
    this.#marginLabels(pen, steps);
    for (const crossing of this.effect.crossings) this.#crossing(pen, crossing, known);
    const end = known.at(-1);
    if (end) {
      const digits = change(end, margin?.margin);
      const below = Math.max(pen.top + 34, Math.min(pen.bottom - 10, pen.y(this.#scaled(end.lower)) + 13));
      label(pen, digits.withUnit, pen.right - 3, below, 'treat', { align: 'right', bold: true, plate: true });
    }
  }

  /** The margin is named at the right end of its line; earlier steps above theirs, or at the frame with their value. */
  #marginLabels(pen, steps) {
    const side = this.effect.direction === 'LOWER_IS_BETTER' ? -10 : 10;
    steps.forEach((step, i) => {
      const isLast = i === steps.length - 1;
      const text = `${isLast ? 'margin' : 'step margin'} ${number(step.margin * 100)}\u202f%`;
      const y = pen.y(this.#scaled(this.#turn(step.margin)));
      const from = Math.max(pen.left, pen.x(seconds(step.from)));
      const to = isLast ? pen.right : Math.min(pen.right, pen.x(seconds(steps[i + 1].from)));
      const room = pen.ctx.measureText(text).width + 8;
      if (!isLast && to - from < room) return;
      const off = y < pen.top || y > pen.bottom;
      const at = off ? (y < pen.top ? pen.top + 8 : pen.bottom - 8) : y + side;
      label(pen, off ? `${text} ${y < pen.top ? '↑' : '↓'}` : text, isLast ? pen.right - 3 : from + 4, at, 'harm-ink', { align: isLast ? 'right' : 'left' });
    });
  }

  #crossing(pen, { at, kind }, known) {
    const point = known.find((p) => p.at >= at) ?? known.at(-1);
    if (!point) return;
    const value = kind === 'BETTER' ? (this.effect.direction === 'LOWER_IS_BETTER' ? point.upper : point.lower) : point.upper;
    const [x, y] = [pen.x(seconds(at)), Math.max(pen.top, Math.min(pen.bottom, pen.y(this.#scaled(value))))];
    pen.ctx.beginPath();
    pen.ctx.arc(x, y, 4, 0, 2 * Math.PI);
    pen.ctx.fillStyle = pen.colour('bg');
    pen.ctx.fill();
    pen.ctx.strokeStyle = pen.colour('ink');
    pen.ctx.lineWidth = 1.5;
    pen.ctx.stroke();
    const text = { BELOW_MARGIN: 'below margin', BETTER: 'better', HARM: 'harm' }[kind] ?? kind;
    const words = `${text} since ${clock(at)}`;
    const half = pen.ctx.measureText(words).width / 2 + 6;
    const up = kind !== 'BETTER';
    const to = up ? Math.max(pen.top + 10, y - 34) : Math.min(pen.bottom - 10, y + 30);
    stroke(pen, [[x, y + (up ? -4 : 4)], [x, to + (up ? 8 : -8)]], 'ink', 1);
    label(pen, words, Math.max(pen.left + half, Math.min(x, pen.right - half)), to, 'ink', { align: 'center', bold: true, plate: true });
  }
}

/** At most so many points, the last one among them: more would lie on the same pixel. */
function thinned(points, most) {
  const every = Math.ceil(points.length / Math.max(1, most));
  return every < 2 ? points : points.filter((_, i) => (points.length - 1 - i) % every === 0);
}

/** Five ticks at most, on round values, zero among them. */
function fiveTicks([low, high]) {
  const span = high - low;
  const step = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1, 2, 5].find((s) => span / s <= 4.6) ?? 10;
  const ticks = [];
  for (let at = Math.ceil(low / step) * step; at <= high + 1e-9; at += step) ticks.push(Math.abs(at) < 1e-9 ? 0 : at);
  return ticks;
}

customElements.define('mt-effect-chart', EffectChart);
