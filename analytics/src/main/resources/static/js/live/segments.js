import { html, nothing } from 'lit';
import { forest } from '../charts/forest.js';
import { hostile, number, signed } from '../core/format.js';
import { glyph } from '../core/glyphs.js';
import { revisionSpan } from './scope.js';
import { dataTable, exportTools, panel } from '../components/panel.js';

/** One metric by what was known before assignment: for looking, never for deciding. */
export function segmentPanel(results, address, choose, size) {
  const { segments } = results;
  if (!segments?.total || !segments.groups?.some((g) => g.rows.length)) return nothing;
  const rows = [{ kind: null, ...segments.total, name: `All ${results.experiment.unit === 'USER' ? 'users' : 'requests'}` },
    ...segments.groups.flatMap((g) => g.rows.map((r) => ({ kind: g.label, ...r })))].map(inPercent(segments));
  const unit = segments.unit === 'SHARE' && segments.scale === 'DIFFERENCE' ? 'points' : segments.scale === 'RELATIVE' ? '%' : unitName(segments.unit);
  return panel({
    id: 'segments', title: 'Segments',
    question: `${segments.label}, by what was known before assignment, ${revisionSpan(results.latency?.revisions)}. Dotted line: all`,
    tools: html`${picker(results, segments, choose)}${exportTools(`${address}?panel=segments&metric=${encodeURIComponent(segments.metric)}`)}`,
    table: dataTable(['Segment', 'Units', `Change, ${unit}`, 'Interval'],
      rows.map((r) => [hostile(r.name, 400), number(r.units), r.estimate === null ? 'none' : signed(r.estimate * 100, 2), r.lower === null
      ? 'no bound yet' : `${signed(r.lower * 100, 2)} to ${signed(r.upper * 100, 2)}`])),
    body: html`${forest(rows.map(closed), { unit, label: `${segments.label} by segment`, betterRight: segments.direction === 'HIGHER_IS_BETTER', size })}
      ${remark(segments, rows.length - 1)}`,
  });
}

/** Differences that are no shares are shown as they are: the forest multiplies by a hundred. */
const inPercent = ({ scale, unit }) => (row) => {
  const factor = scale === 'RELATIVE' || unit === 'SHARE' ? 1 : unit === 'MICROSECONDS' ? 1e-5 : 0.01;
  const times = (v) => (v === null || v === undefined ? null : v * factor);
  return { ...row, estimate: times(row.estimate), lower: times(row.lower), upper: times(row.upper) };
};

const unitName = (unit) => (unit === 'MICROSECONDS' ? 'ms' : 'as counted');
const closed = (row) => (row.lower === null || row.upper === null ? { ...row, estimate: null } : row);

const picker = (results, segments, choose) => html`<label class="pick">Metric
  <select @change=${(e) => choose(e.target.value)} aria-label="Metric of the segments">
    ${segments.metrics.map((m) => html`<option value=${m} ?selected=${m === segments.metric}>${labelOf(results, m)}</option>`)}
  </select></label>`;

const labelOf = (results, name) => [...results.guardrails, ...results.goals].find((m) => m.metric === name)?.label ?? name;

const UNTESTED = {
  users_not_segmented: 'Segments of users are values without bounds: requests of one user are no independent evidence, so none is held against the total.',
  units_are_requests: 'This is counted for each user, and the rules draw requests.',
};

function remark(segments, count) {
  const opposite = segments.opposite ?? [];
  return html`<p class="remark">${opposite.length
    ? html`<span class="warn">${glyph('warning')}</span><span>${opposite.map((name) => hostile(name, 40)).join(', ')}
      ${opposite.length === 1 ? 'points' : 'point'} the other way, beyond chance over all segments. Look at them before you decide.</span>`
    : segments.untested ? html`<span class="mute">${glyph('info')}</span><span>${UNTESTED[segments.untested] ?? 'No segment has enough data to be held against the total yet.'}</span>`
    : html`<span class="mute">${glyph('info')}</span><span>None of
      ${count} segments points the other way beyond chance. Segments are for looking, not for deciding: no verdict is drawn from one.</span>`}
    ${segments.truncated ? html`<span>${number(segments.truncated)} further segments are in “Other”.</span>` : nothing}</p>`;
}
