import { html, nothing } from 'lit';
import { hostile, number } from '../core/format.js';
import { glyph } from '../core/glyphs.js';
import { samplesTable, whoTable } from './who.js';
import { diffView } from './diff.js';
import './explain.js';

/**
 * What the rules would do: who gets what, one's own request, the lines of the VirtualService.
 * @param {{plan: any, older: boolean, control: string, forecast: string|undefined, experiment: string|undefined, draft: () => Record<string, any>}} of
 *   older: the text has moved on since; draft: the definition of an experiment that is not stored yet
 */
export function planned({ plan, older, control, forecast, experiment, draft }) {
  const { diff } = plan;
  return html`
    ${older ? html`<p class="stale-note">${glyph('info')}<span>Below: the plan of the last text that parsed.</span></p>` : nothing}
    <section class="panel"><header><h2>Who gets what</h2><p>Every request to the host is in exactly one row</p></header>${whoTable(plan.whoGetsWhat, control)}${samplesTable(plan.samples, control)}
      ${forecast ? html`<p class="remark">${glyph('info')}<span>${hostile(forecast, 400)}</span></p>` : nothing}</section>
    <mt-explain .experiment=${experiment} .draft=${draft}></mt-explain>
    <section class="panel"><header><h2>VirtualService</h2><p>${number(diff.added)} lines added, ${number(diff.removed)} removed, all ours</p></header>${diffView(diff)}
      <p class="remark">${glyph('info')}<span>${number(diff.foreignLines)} foreign lines stay as they are. Rollback removes our lines and needs no plan.</span></p></section>`;
}
