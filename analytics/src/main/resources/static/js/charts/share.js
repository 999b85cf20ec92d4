import { clock, number, percent } from '../core/format.js';
import { fill, hatch, label, stroke, triangle } from './pen.js';
import { timeChart } from './time-chart.js';
import { inFrame, PageElement } from '../core/element.js';
import { html } from 'lit';
import './walker.js';

const seconds = (instant) => Date.parse(instant) / 1000;

/** Share of one treatment over time: the target as a dashed step, the observed share of each bin with its interval. */
class ShareChart extends PageElement {
  static properties = { share: { attribute: false }, variant: {}, revisions: { attribute: false }, until: {} };

  render() {
    return html`<div class="plot-host" role="img" aria-label=${this.#sentence()}></div><mt-walker .points=${this.#walk()} name="share of ${this.variant}"></mt-walker>`;
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

  #bins() {
    return this.share.timeline.flatMap((bin) => bin.arms.filter((arm) => arm.variant === this.variant).map((arm) => ({ at: seconds(bin.at), ...arm })));
  }

  #walk() {
    const bins = this.#bins();
    const start = seconds(this.share.targets[0]?.at ?? this.until);
    const span = Math.max(60, seconds(this.until) - start);
    const wide = this.clientWidth || 600;
    return bins.map((b) => ({
      text: `${clock(b.at * 1000)}: ${percent(b.observed)} (${number(b.lower * 100, 1)} to ${percent(b.upper)}), target ${percent(b.target, b.target < 0.01 ? 2 : 0)}`,
      at: (44 + ((b.at + this.share.binSeconds / 2 - start) / span) * (wide - 152)) / wide,
    }));
  }

  #sentence() {
    const last = this.#bins().at(-1);
    return last
      ? `Share sent to ${this.variant}: observed ${percent(last.observed)}, interval ${percent(last.lower)} to ${percent(last.upper)}, target ${percent(last.target)}`
      : `Share sent to ${this.variant}: no event yet`;
  }

  /** @returns {import('./time-chart.js').Spec} */
  #spec() {
    const targets = this.share.targets.filter((t) => t.variant === this.variant).map((t) => ({ at: seconds(t.at), target: t.target, revision: t.revision }));
    const top = Math.max(0.01, ...targets.map((t) => t.target)) * 1.2;
    const start = targets[0]?.at ?? Date.now() / 1000 - 60;
    const end = Math.max(seconds(this.until), start + 60);
    return {
      height: 196, x: [start, end], y: [0, top], right: 108, now: null,
      yTicks: ticks(top), yText: (v) => (v === 0 ? '0' : v >= Math.max(...ticks(top)) ? percent(v, 0) : number(v * 100, top < 0.05 ? 1 : 0)),
      revisions: targets.map((t, i) => ({ at: t.at, text: `r${t.revision}  ${percent(t.target, t.target < 0.01 ? 2 : 0)}${i ? '' : ` from ${clock(t.at * 1000)}`}` })),
      draw: (pen) => this.#draw(pen, targets, end, top),
    };
  }

  #draw(pen, targets, end, top) {
    const half = this.share.binSeconds / 2;
    for (const gap of this.share.gaps ?? []) hatch(pen, pen.x(seconds(gap.from)), pen.x(seconds(gap.to)), `no events ${clock(gap.from)} to ${clock(gap.to)}`);
    const bins = this.#bins();
    const every = Math.max(1, Math.ceil((bins.length * 4) / (pen.right - pen.left)));
    bins.forEach((bin, i) => {
      if (i % every) return;
      const x = Math.min(pen.right, pen.x(bin.at + half));
      const [low, high] = [pen.y(bin.lower), pen.y(Math.min(bin.upper, top))];
      fill(pen, [[x - 2.5, low], [x + 2.5, low], [x + 2.5, high], [x - 2.5, high]], 'treat-band');
      stroke(pen, [[x, low], [x, high]], 'treat', 1);
      if (bin.observed <= top) triangle(pen, x, pen.y(bin.observed), 3, 'treat');
      else label(pen, `↑ ${percent(bin.observed, 0)}`, x, pen.top + 6, 'treat', { align: 'center' });
    });
    const steps = targets.flatMap((t, i) => [[pen.x(t.at), pen.y(t.target)], [pen.x(targets[i + 1]?.at ?? end), pen.y(t.target)]]);
    stroke(pen, steps, 'ink', 1.5, [5, 3]);
    this.#endLabels(pen, targets.at(-1), bins.at(-1));
  }

  #endLabels(pen, target, last) {
    if (!target) return;
    const at = pen.y(target.target);
    label(pen, `target ${percent(target.target, target.target * 100 % 1 ? 2 : 0)}`, pen.right + 8, Math.max(pen.top, at - 7), 'ink', { bold: true });
    if (last) label(pen, `observed ${percent(last.observed)}`, pen.right + 8, Math.max(pen.top + 14, at + 7), 'treat', { bold: true });
  }
}

/** At most five round ticks from zero. */
function ticks(top) {
  const step = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5].find((s) => top / s <= 4.5) ?? 0.5;
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, i) => i * step);
}

customElements.define('mt-share-chart', ShareChart);
