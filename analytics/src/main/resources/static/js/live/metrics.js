import { html, nothing } from 'lit';
import { axisHead, intervalRow, marginAxis, percentAxis, rowWidth } from '../charts/interval.js';
import { change, clock, evidence, hostile, latency, number, points, rate, signed } from '../core/format.js';
import { glyph } from '../core/glyphs.js';
import { exportTools, dataTable, panel } from '../components/panel.js';
import { revisionSpan } from './scope.js';
import { word } from '../components/bits.js';

const STATES = {
  NO_DATA: ['mute', 'draft', 'no data'],
  INSUFFICIENT: ['mute', 'quarter', 'not enough data'],
  NOT_YET: ['warn', 'quarter', 'not yet'],
  NO_DIFFERENCE: ['mute', 'tilde', 'no difference shown'],
  BELOW_MARGIN: ['good', 'tick', 'below margin'],
  HARM: ['harm', 'harm', 'Harm'],
  BETTER: ['good', 'better', 'Better'],
  WORSE: ['harm', 'harm', 'Worse'],
};

/** A value in its own unit. */
export function inUnit(value, unit) {
  if (value === null || value === undefined) return 'none';
  return unit === 'SHARE' ? rate(value) : unit === 'MICROSECONDS' ? latency(value) : number(value, Math.abs(value) >= 100 ? 0 : 2);
}

const turned = (metric) => metric.direction === 'HIGHER_IS_BETTER';
const stateWord = (metric, arm) => {
  const undecided = metric.role === 'GOAL' && arm.state === 'NOT_YET' && !(arm.change.lower > 0 || arm.change.upper < 0);
  const [tone, name, text] = STATES[undecided ? 'NO_DIFFERENCE' : arm.state] ?? ['mute', 'unsure', 'unknown'];
  return html`${word(tone, name, text)}${arm.state === 'NOT_YET' && arm.decisionAt
    ? html`<small>near ${clock(arm.decisionAt)}</small>` : nothing}${arm.need
    ? html`<small>${number(arm.need.have)} of ${number(arm.need.need)} ${hostile(arm.need.of, 40)}</small>` : nothing}`;
};

const changeCell = (arm, margin) => {
  if (arm.change.estimate === null) return html`<span class="mute">no estimate yet</span>`;
  const { estimate, interval } = change(arm.change, margin);
  return html`<span class="ci"><b>${estimate}</b> <span>(${interval})</span></span>`;
};

/** Guardrails: must not get worse by more than the margin; all rows on one axis. */
export function guardrailPanel(results, address, inPercent, setAxis, size) {
  const rows = pairs(results.guardrails);
  if (!rows.length) return nothing;
  const axis = inPercent ? percentAxis(extent(rows), ['← better', 'worse →'], rowWidth(size)) : marginAxis(rowWidth(size));
  const [control, treatment] = names(results);
  return panel({
    id: 'guardrails', title: 'Guardrails',
    question: html`Must not get worse by more than the margin, ${revisionSpan(results.latency?.revisions)}. One axis: change
      ${inPercent ? 'in per cent' : 'as a share of each margin'} (${glyph('turned', 'small')} turned round)`,
    tools: html`<span class="seg" role="group" aria-label="Axis">
      <button aria-pressed=${!inPercent} @click=${() => setAxis(null)}>in margins</button><button aria-pressed=${inPercent}
        @click=${() => setAxis('percent')}>in percent</button></span>${exportTools(`${address}?panel=guardrails`)}`,
    table: twin(rows, control, treatment),
    body: rowsTable({ rows, axis, control, treatment, last: ['Margin', 'Bound'], head: inPercent
      ? 'Axis: change in per cent, worse to the right' : 'Axis: change as a share of each margin, worse to the right',
      plot: (m, arm) => guardrailRow(axis, m, arm, inPercent),
      side: (m) => (m.margin === null ? 'none' : `${turned(m) ? '−' : '+'}${number(m.margin * 100, m.margin * 100 % 1 ? 1 : 0)}\u202f%`) }),
  });
}

function guardrailRow(axis, metric, arm, inPercent) {
  const scale = inPercent ? 1 : 1 / (metric.margin ?? 1);
  const { estimate, lower, upper } = arm.degradation;
  const times = (v) => (v === null ? null : v * scale);
  const text = arm.upperBound === null ? '' : boundText(metric, arm);
  return intervalRow(axis, {
    estimate: times(estimate), lower: times(lower), upper: times(arm.upperBound ?? upper), bound: arm.upperBound === null ? null : 'upper',
    boundText: text, margin: metric.margin === null ? null : metric.margin * scale, css: 'treat',
    label: `${hostile(metric.label, 60)}: ${estimate === null
      ? 'no estimate yet' : `${change(arm.change).estimate}, ${change(arm.change).interval}`}${metric.margin === null
      ? '' : `, margin ${number(metric.margin * 100)} %`}`,
  });
}

/** The deciding bound in real units, as precise as its interval and never rounded across the margin. */
function boundText(metric, arm) {
  const sign = turned(metric) ? -1 : 1;
  const width = (arm.change.upper ?? arm.upperBound) - (arm.change.lower ?? 0);
  return change({ estimate: 0, lower: sign * arm.upperBound - width, upper: sign * arm.upperBound }, metric.margin === null ? undefined : sign * metric.margin).upper;
}

/** Goals: what the treatment should improve, better to the right. */
export function goalPanel(results, address, size) {
  const rows = pairs(results.goals);
  if (!rows.length) return nothing;
  const axis = percentAxis(extent(rows), ['← worse', 'better →'], rowWidth(size));
  const [control, treatment] = names(results);
  return panel({
    id: 'goals', title: 'Goals',
    question: html`What ${treatment} should improve, ${revisionSpan(results.latency?.revisions)}. One axis: relative change (${glyph('turned', 'small')} turned round)`,
    tools: exportTools(`${address}?panel=goals`),
    table: twin(rows, control, treatment),
    body: rowsTable({ rows, axis, control, treatment, last: ['Difference', 'Verdict'], head: 'Axis: relative change, better to the right',
      plot: (m, arm) => goalRow(axis, m, arm), side: (m, arm) => difference(m, arm) }),
  });
}

function goalRow(axis, metric, arm) {
  const flip = turned(metric) ? 1 : -1;
  const [a, b] = [arm.change.lower, arm.change.upper].map((v) => (v === null ? null : v * flip));
  const [lower, upper] = flip > 0 ? [a, b] : [b, a];
  return intervalRow(axis, {
    estimate: arm.change.estimate === null ? null : arm.change.estimate * flip, lower, upper, bound: null, boundText: '', margin: null,
    css: lower !== null && lower > 0 ? 'good' : 'treat',
    label: `${hostile(metric.label, 60)}: ${arm.change.estimate === null ? 'no estimate yet' : `${change(arm.change).estimate}, ${change(arm.change).interval}`}`,
  });
}

function difference(metric, arm) {
  if (arm.difference.estimate === null) return 'none';
  if (metric.unit === 'SHARE') return points(arm.difference).estimate;
  return metric.unit === 'MICROSECONDS' ? `${signed(arm.difference.estimate / 1000, 1)} ms` : signed(arm.difference.estimate, 2);
}

const pairs = (metrics) => metrics.flatMap((metric) => metric.arms.map((arm) => ({ metric, arm, many: metric.arms.length > 1 })));
const extent = (rows) => Math.max(0.01, ...rows.flatMap(({ metric, arm }) => [arm.change.lower, arm.change.upper, metric.margin]).filter((v) => v !== null && v !== undefined).map(Math.abs));
const names = ({ experiment }) => [
  experiment.variants.find((v) => v.role === 'CONTROL')?.name ?? 'control',
  experiment.variants.filter((v) => v.role !== 'CONTROL').map((v) => v.name).join(', '),
];

function rowsTable({ rows, axis, control, treatment, last, head, plot, side }) {
  return html`<div class="only-n heads">${axisHead(axis, head)}<span class="second" aria-hidden="true">${axisHead(axis, head)}</span></div><table class="gtable metric-rows">
    <thead><tr><th scope="col">Metric</th><th class="n" scope="col">${control} control</th><th class="n" scope="col">${treatment} treatment</th><th class="n" scope="col">Change (95 % interval)</th>
      <th class="plot">${axisHead(axis, head)}</th><th class="n" scope="col">${last[0]}</th><th scope="col">${last[1]}</th></tr></thead>
    <tbody>${rows.map(({ metric, arm, many }) => html`<tr>
      <th scope="row">${hostile(metric.label, 60)}${many ? ` ${hostile(arm.variant, 40)}` : ''}${metric.critical ? html`<span class="tag">critical</span>` : nothing}${turnedNote(metric)}</th>
      <td class="n v-control">${inUnit(metric.control.value, metric.unit)}</td><td class="n v-treat">${inUnit(arm.value, metric.unit)}</td>
      <td class="n v-change">${changeCell(arm, metric.margin)}</td><td class="plot">${plot(metric, arm)}</td>
      <td class="n v-side"><span class="only-n">${inUnit(metric.control.value, metric.unit)} →
        ${inUnit(arm.value, metric.unit)}</span>${side(metric, arm)}</td><td class="v-state">${stateWord(metric, arm)}</td></tr>`)}</tbody>
  </table>`;
}

function turnedNote(metric) {
  const odd = metric.role === 'GUARDRAIL' ? turned(metric) : !turned(metric);
  return odd ? html`<small>${turned(metric) ? 'fewer is worse' : 'fewer is better'} ${glyph('turned', 'small')}</small>` : metric.of ? html`<small>of ${hostile(metric.of, 40)}</small>` : nothing;
}

const twin = (rows, control, treatment) => dataTable(['Metric', control, treatment, 'Change', 'Lower', 'Upper', 'Margin', 'Events', 'e harm'], rows.map(({ metric, arm }) => {
  const { estimate, lower, upper } = change(arm.change, metric.margin);
  return [hostile(metric.label, 200), inUnit(metric.control.value, metric.unit), inUnit(arm.value, metric.unit), estimate, lower, upper,
    metric.margin === null ? 'none' : `${number(metric.margin * 100, 1)}\u202f%`, number(arm.events),
    arm.evidence?.harm === null || arm.evidence?.harm === undefined ? 'none' : evidence(arm.evidence.harm)];
}));
