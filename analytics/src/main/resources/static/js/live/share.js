import { html, nothing } from 'lit';
import { ageSeconds, clock, duration, hostile, number, percent } from '../core/format.js';
import { dataTable, exportTools, panel } from '../components/panel.js';
import '../charts/share.js';

const shareText = (value) => percent(value, value < 0.1 ? 2 : value < 0.2 ? 2 : 2);

/** Target against observed, over time and per revision. */
export function sharePanel(results, address) {
  const { share } = results;
  const units = results.experiment.unit === 'USER' ? 'Users' : 'Requests';
  if (!share.treatments.length || !share.revisions.some((r) => r.randomised)) return byRule(share);
  return share.treatments.map((variant, index) => panel({
    id: index ? `share-${variant}` : 'share',
    title: share.treatments.length > 1 ? `Share of ${variant}` : 'Share',
    question: `${units} sent to ${variant}: target and observed per ${duration(share.binSeconds)}, with ${number(share.level * 100)} % intervals`,
    tools: exportTools(`${address}?panel=share`),
    table: dataTable(['From', 'Revision', units, variant, 'Observed', 'Interval', 'Target'], share.timeline.map((bin) => {
      const arm = bin.arms.find((a) => a.variant === variant);
      return [clock(bin.at), `r${bin.revision}`, number(bin.units), number(arm?.units ?? 0), arm ? percent(arm.observed, 2) : 'none', arm
        ? `${percent(arm.lower, 2)} to ${percent(arm.upper, 2)}` : '', arm ? percent(arm.target, 2) : ''];
    })),
    body: html`<div class="pair share-pair">
      <mt-share-chart .share=${share} .variant=${variant} .until=${results.asOf}></mt-share-chart>
      ${revisionTable(share, variant, units, results.publications)}
    </div>`,
  }));
}

const revisionTable = (share, variant, units, publications = {}) => html`<div class="scroll" tabindex="0" role="region" aria-label="Shares by revision"><table>
  <thead><tr><th>Revision</th><th class="n">Target</th><th class="n">Observed (${number(share.revisionLevel * 100, 1)} % interval)</th>
    <th class="n">${units} in ${variant} / all</th><th class="n">In effect after</th></tr></thead>
  <tbody>${share.revisions.filter((r) => r.randomised).slice(0, 8).map((r) => {
    const arm = r.arms.find((a) => a.variant === variant);
    const effect = publications[r.number];
    return html`<tr>
      <th scope="row">r${r.number} <small>${clock(r.at)}, ${duration(ageSeconds(r.at, r.endedAt ? Date.parse(r.endedAt) : Date.now()))}</small></th>
      <td class="n">${arm ? percent(arm.target, arm.target * 100 % 1 ? 2 : 0) : 'none'}</td>
      <td class="n">${arm && r.units > 0 ? html`<b>${shareText(arm.observed)}</b><small>${number(arm.lower * 100, 2)} to ${number(arm.upper * 100, 2)}</small>` : 'no event yet'}</td>
      <td class="n">${number(arm?.units ?? 0)}<small>of ${number(r.units)}</small></td>
      <td class="n">${effect === undefined ? html`–<small>not kept</small>` : effect === null ? 'unknown' : `${number(effect / 1000, 1)} s`}</td>
    </tr>`;
  })}</tbody></table></div>`;

/** Targeted rules have no share to meet: they are described by count. */
const byRule = (share) => panel({
  id: 'share', title: 'Share', question: 'By rule, not at random: described, never judged',
  body: share.revisions.length
    ? dataTable(['Rule', 'Revision', 'Requests'], share.revisions.map((r) => [r.text ? hostile(r.text, 200) : `rule ${r.rule}`, `r${r.number}`, number(r.units)]))
    : nothing,
});
