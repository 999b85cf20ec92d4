import { html } from 'lit';
import './walker.js';
import { offScale } from './off-scale.js';
import { inFrame, PageElement } from '../core/element.js';
import { change, clock, hostile, number } from '../core/format.js';
import { effectLabels } from './effect-labels.js';
import { effectScale, fiveTicks } from './effect-scale.js';
import { fill, hatch, stroke } from './pen.js';
import { timeChart } from './time-chart.js';

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

  /** @returns {import('./time-chart.js').Spec} */
  #spec() {
    const { points, expectedDecisionAt } = this.effect;
    const start = seconds(this.revisions[0]?.at ?? points[0]?.at ?? this.now);
    const last = Math.max(seconds(this.now), start + 60);
    const decision = expectedDecisionAt ? Math.min(seconds(expectedDecisionAt), last + (last - start)) : last;
    const scale = effectScale(this.effect);
    const y = scale.frame();
    return {
      height: 244, x: [start, decision + (decision - start) * 0.05], y, right: 12, now: last,
      yTicks: fiveTicks(y), yText: scale.text,
      revisions: this.revisions.map((r) => ({ at: seconds(r.at), text: `r${r.number}` })),
      draw: (pen) => this.#draw(pen, scale, last),
    };
  }

  #draw(pen, scale, last) {
    const { ctx } = pen;
    const { scaled, turned } = scale;
    const { points, projection, margins } = this.effect;
    const parts = unbroken(points).map((part) => thinned(part, (pen.right - pen.left) / 2));
    const known = parts.flat();
    ctx.save();
    ctx.beginPath();
    ctx.rect(pen.left, pen.top, pen.right - pen.left, pen.bottom - pen.top);
    ctx.clip();
    hatch(pen, pen.left, Math.min(pen.right, pen.x(known.length ? seconds(known[0].at) : last)), known.length ? '' : 'no interval yet');
    for (const part of parts) {
      band(pen, part, scaled);
      stroke(pen, part.map((p) => [pen.x(seconds(p.at)), pen.y(scaled(p.estimate))]), 'treat', 2);
    }
    for (const side of ['lower', 'upper']) {
      stroke(pen, (projection ?? []).map((p) => [pen.x(seconds(p.at)), pen.y(scaled(p[side]))]), 'treat', 1.25, [1.5, 3]);
    }
    const steps = margins.filter((m) => m.margin !== null);
    steps.forEach((m, i) => {
      const to = steps[i + 1] ? seconds(steps[i + 1].from) : Infinity;
      stroke(pen, [[pen.x(seconds(m.from)), pen.y(turned(m.margin))], [Math.min(pen.right, pen.x(to)), pen.y(turned(m.margin))]], 'harm', 1.5, [5, 3]);
    });
    ctx.restore();
    offScale(pen, known.map((p) => ({ x: pen.x(seconds(p.at)), y: pen.y(scaled(p.estimate)), text: change(p).estimate })));
    effectLabels(pen, { crossings: this.effect.crossings, known, steps, last, stale: this.stale, scale });
  }
}

function band(pen, known, scaled) {
  if (known.length < 2) return;
  const edge = (side) => known.map((p) => [pen.x(seconds(p.at)), pen.y(scaled(p[side]))]);
  fill(pen, [...edge('upper'), ...edge('lower').reverse()], 'treat-band');
  stroke(pen, edge('upper'), 'treat', 1);
  stroke(pen, edge('lower'), 'treat', 1);
}

/** Runs of points that have an interval: over a gap nothing is known, so no line is drawn. */
function unbroken(points) {
  /** @type {any[][]} */
  const parts = [[]];
  for (const point of points) {
    if (point.lower === null || point.upper === null) parts.push([]);
    else parts[parts.length - 1].push(point);
  }
  return parts.filter((part) => part.length);
}

/** At most so many points, the last one among them: more would lie on the same pixel. */
function thinned(points, most) {
  const every = Math.ceil(points.length / Math.max(1, most));
  return every < 2 ? points : points.filter((_, i) => (points.length - 1 - i) % every === 0);
}

customElements.define('mt-effect-chart', EffectChart);
