import { html, nothing } from 'lit';
import { latencyCurves, quantileDifferences, quantileName } from '../charts/latency.js';
import { change, hostile, latency } from '../core/format.js';
import { revisionSpan } from './scope.js';
import { dataTable, exportTools, panel } from '../components/panel.js';

const SHOWN = [0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999];
const near = (a, b) => Math.abs(a - b) < 1e-9;

/** Every quantile of both arms on one log axis, and their difference at the same height. */
export function latencyPanel(results, address, size) {
  const { latency: data } = results;
  const control = results.experiment.variants.find((v) => v.role === 'CONTROL')?.name;
  const arms = [...(data?.curves ?? [])].sort((a, b) => (a.variant === control ? -1 : b.variant === control ? 1 : 0))
    .map((arm) => ({ name: arm.variant, points: arm.points.filter((p) => p.p >= 0.1 && p.p <= 0.999 && p.value !== null).map((p) => ({ ...p, q: p.p })) }));
  const drawable = arms.length > 1 && arms.every((a) => a.points.length > 1);
  const differences = (data?.differences ?? []).map(({ variant, points }) => ({
    variant, rows: points.filter((p) => SHOWN.some((s) => near(s, p.p))).map((p) => ({ ...p, q: p.p })),
  }));
  return panel({
    id: 'latency', title: 'Latency',
    question: `Every quantile on one log axis; at right the difference at the same height, ${revisionSpan(data?.revisions)}`,
    tools: exportTools(`${address}?panel=latency`),
    table: drawable ? dataTable(['Quantile', ...arms.map((a) => a.name), 'Treatment', 'Difference', 'Interval'], differences.flatMap(({ variant, rows }) => rows.map((r) => {
      const c = change(r, r.margin);
      return [quantileName(r.q), ...arms.map((a) => atQuantile(a, r.q)), variant, c.estimate, c.interval];
    }))) : nothing,
    body: drawable
      ? html`<div class="pair latency-pair">
          <div><h3>Curves with 95 % bands</h3>${latencyCurves(arms, data.capMicros, { small: 340, medium: 680, wide: 840 }[size])}</div>
          <div>${differences.map(({ variant, rows }) =>
            html`<h3>${hostile(variant, 40)} against
            ${hostile(control ?? 'control', 40)}</h3>${quantileDifferences(rows, variant, { small: 340, medium: 680, wide: 430 }[size])}`)}</div>
        </div>`
      : html`<p class="mute">The curves come with the first requests of both arms.</p>`,
  });
}

const atQuantile = (arm, q) => {
  const point = arm.points.find((p) => near(p.q, q));
  return point ? latency(point.value) : 'none';
};
