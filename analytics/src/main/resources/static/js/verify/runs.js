import { html, nothing } from 'lit';
import { clock, hostile } from '../core/format.js';
import { exportTools, panel } from '../components/panel.js';

/** @typedef {import('./verdict.js').Run} Run */

const TRIGGERS = { WATCH: 'Watch', SCHEDULE: 'Schedule', REVISION: 'New revision', REQUEST: 'Asked by' };

/**
 * Earlier runs, newest first; each may be looked at as it was.
 * @param {Run[]} runs @param {string} address @param {number|null} shown the run on the page, or null for the present
 * @param {{show: (run: number|null) => void, more: (() => void)|null}} to
 */
export const runsPanel = (runs, address, shown, { show, more }) => (runs.length
  ? panel({
      id: 'runs', title: 'Earlier runs', question: 'The last 100 are kept; runs that change nothing are folded within the hour',
      tools: exportTools(address, ['json']),
      body: html`<ol class="hist">${runs.map((run) => html`<li aria-current=${run.run === shown ? 'true' : nothing}>
        <time datetime=${run.at}>${clock(run.at)}${run.lastAt !== run.at ? html` to ${clock(run.lastAt)}` : nothing}</time>
        <span class="who2">${TRIGGERS[run.trigger] ?? hostile(run.trigger, 40)}${run.trigger === 'REQUEST' ? ` ${hostile(run.actor, 40)}` : nothing}</span>
        <div>${hostile(run.summary.sentence, 200)}, r${run.revision}</div>
        <span class="r"><button class="btn small" type="button" aria-label="Evidence of ${clock(run.at)}" @click=${() => show(run.run)}>Evidence</button></span></li>`)}</ol>
        ${more ? html`<button class="btn small" type="button" @click=${more}>Older runs</button>` : nothing}`,
    })
  : nothing);
