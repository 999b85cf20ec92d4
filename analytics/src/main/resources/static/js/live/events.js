import { html, nothing } from 'lit';
import { glyph } from '../core/glyphs.js';
import { number } from '../core/format.js';

/** What becomes of events on their way into the comparison: name, member of the answer, what it means. The last four should be 0. */
const KINDS = [
  ['Not tallied yet', 'waiting', 'in the topic, and no instance has counted them yet'],
  ['Lost', 'lost', 'numbers missing in the producers\u2019 sequences: dropped, or still under way'],
  ['Duplicates', 'duplicates', 'came more than once and are counted once'],
  ['Late', 'late', 'reached Kafka more than a minute after their request; counted in the minute it began'],
  ['Unreadable', 'poison', 'no event of ours; kept among the dead letters'],
  ['Forged', 'forged', 'with a token that no route of this experiment wrote; left out'],
  ['Of another version', 'mismatched', 'served by another version than their variant\u2019s; left out'],
  ['Without a variant', 'unattributed', 'failed before a destination was chosen; above 0.1\u202f% nothing is judged'],
];
const SUSPECT = KINDS.slice(4).map(([, key]) => key);

/** Which events are missing, doubled, late or not to be believed: the line says how many, opened it says what that means. @param {any} health */
export function eventsDrawer({ events, freshness }) {
  const counts = { ...events, waiting: freshness.waiting };
  const said = (key) => (counts[key] === null || counts[key] === undefined ? 'unknown' : number(counts[key]));
  const mark = (key) => (SUSPECT.includes(key) && counts[key] > 0 ? html`<span class="warn">${glyph('warning')}<span class="sr">look at this</span></span> ` : nothing);
  return html`<details class="events" id="events"><summary>${glyph('chevron', 'chev')}<b>Events</b> ${KINDS.map(([name, key]) => html`<span>${mark(key)}${name.toLowerCase()} <b>${said(key)}</b></span>`)}</summary>
    <table><tbody>${KINDS.map(([name, key, meaning]) => html`<tr><th scope="row">${name}</th><td class="n">${mark(key)}${said(key)}</td><td>${meaning}</td></tr>`)}</tbody></table>
    <p class="remark">${glyph('info')}<span>Lost, doubled, unreadable and not tallied yet are of the whole topic, the rest of this experiment.</span></p></details>`;
}
