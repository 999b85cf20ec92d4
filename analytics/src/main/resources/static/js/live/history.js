import { html, nothing } from 'lit';
import { clock, hostile } from '../core/format.js';
import { panel } from '../components/panel.js';

/** Who, what, why: append-only. */
export const historyPanel = (entries) => (entries?.length
  ? panel({
      id: 'history', title: 'History', question: 'Who, what, why; append-only',
      body: html`<ol class="hist">${entries.slice(0, 30).map((entry) => html`<li>
        <time datetime=${entry.at}>${clock(entry.at)}</time><span class="who2">${hostile(entry.who ?? entry.actor ?? 'unknown', 60)}</span>
        <div>${hostile(entry.what ?? entry.action ?? '', 400)}${entry.why || entry.reason ? html` <q>${hostile(entry.why ?? entry.reason, 400)}</q>` : nothing}</div>
        <span class="r">${entry.revision ? `r${entry.revision}` : nothing}</span></li>`)}</ol>`,
    })
  : nothing);
