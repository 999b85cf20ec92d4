import { html, nothing } from 'lit';
import { clock, hostile } from '../core/format.js';
import { panel } from '../components/panel.js';

const ACTIONS = {
  create: 'Created.', patch: 'Changed.', rules: 'Rules replaced.', start: 'Started.', pause: 'Paused.', resume: 'Resumed.', promote: 'Promoted.',
  rollback: 'Rolled back.', stop: 'Stopped.', publish: 'Published.', drift: 'A foreign edit was seen.', accept: 'The foreign edit was accepted.',
    delete: 'Deleted.', approve: 'Approved a plan.', adopt: 'Adopted routes that stood in the mesh.',
};

/** Who, what, why: append-only. @param {{seq: number, at: string, actor: string, action: string, revision: number, reason: string|null, diff: string|null}[]} entries newest first */
export const historyPanel = (entries) => (entries?.length
  ? panel({
      id: 'history', title: 'History', question: 'Who, what, why; append-only',
      body: html`<ol class="hist">${entries.slice(0, 30).map((entry) => html`<li>
        <time datetime=${entry.at}>${clock(entry.at)}</time><span class="who2">${hostile(entry.actor, 60)}</span>
        <div>${ACTIONS[entry.action] ?? hostile(entry.action, 60)}${entry.reason ? html` <q>${hostile(entry.reason, 400)}</q>` : nothing}${entry.diff ? changes(entry.diff) : nothing}</div>
        <span class="r">${entry.revision ? `r${entry.revision}` : nothing}</span></li>`)}</ol>`,
    })
  : nothing);

function changes(diff) {
  const lines = String(diff).split('\n', 400).map((line) => hostile(line, 400));
  const count = (sign) => lines.filter((line) => line.startsWith(sign)).length;
  return html`<details><summary>${count('+')} added, ${count('-')} removed</summary><pre class="formula" tabindex="0">${lines.join('\n')}</pre></details>`;
}
