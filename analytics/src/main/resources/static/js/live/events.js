import { html, nothing } from 'lit';
import { glyph } from '../core/glyphs.js';
import { number, percent } from '../core/format.js';

/** What becomes of events on their way into the comparison: name, member of the answer, what it means. The last five should be 0. */
const KINDS = [
  ['Not tallied yet', 'waiting', 'in the topic, and no instance has counted them yet'],
  ['Lost', 'lost', 'numbers missing in the producers\u2019 sequences: dropped, or still under way'],
  ['Duplicates', 'duplicates', 'came more than once and are counted once'],
  ['Late', 'late', 'reached Kafka more than a minute after their request; counted in the minute it began'],
  ['Unreadable', 'poison', 'no event of ours; kept among the dead letters'],
  ['Beyond the bound', 'overflowed', 'of more combinations than are kept; in no tally'],
  ['Forged', 'forged', 'with a token that no route of this experiment wrote; left out'],
  ['Of another version', 'mismatched', 'served by another version than their variant\u2019s; left out'],
  ['Without a variant', 'unattributed', 'failed before a destination was chosen; above 0.1\u202f% nothing is judged'],
];
const SUSPECT = KINDS.slice(4).map(([, key]) => key);

/** Which events are missing, doubled, late or not to be believed: the line says how many, opened it says what that means. @param {any} health */
export function eventsDrawer({ events, freshness, accessLog }) {
  const counts = { ...events, waiting: freshness.waiting };
  const said = (key) => (counts[key] === null || counts[key] === undefined ? 'unknown' : number(counts[key]));
  const mark = (key) => (SUSPECT.includes(key) && counts[key] > 0 ? html`<span class="warn">${glyph('warning')}<span class="sr">look at this</span></span> ` : nothing);
  return html`<details class="events"
    id="events"><summary>${glyph('chevron', 'chev')}<b>Events</b>
    ${KINDS.map(([name, key]) => html`<span>${mark(key)}${name.toLowerCase()} <b>${said(key)}</b></span>`)}</summary>
    <table><tbody>${KINDS.map(([name, key, meaning]) => html`<tr><th scope="row">${name}</th><td class="n">${mark(key)}${said(key)}</td><td>${meaning}</td></tr>`)}</tbody></table>
    ${accessLogLine(accessLog)}
    <p class="remark">${glyph('info')}<span>Lost, doubled, unreadable, beyond the bound and not tallied yet are of the whole topic, the rest of this experiment.</span></p></details>`;
}

/** How the mesh's own log arrives; nothing where none is received. @param {any} log */
function accessLogLine(log) {
  if (!log) return nothing;
  const { streams, entries, requests, quarantined, brokenStreams, lost, lostShare, proxies } = log;
  const suspect = streams === 0 || lost > 0 || quarantined > 0 || proxies.answering < proxies.asked;
  return html`<p class="remark" id="access-log">${suspect ? html`<span class="warn">${glyph('warning')}<span class="sr">look at this</span></span>` : glyph('info')}<span><b>Access log</b>
    ${number(streams)} ${streams === 1 ? 'stream' : 'streams'} open, ${number(entries)} entries since this instance started, ${number(requests)} of them requests of an experiment;
    ${number(lost)} lost (${percent(lostShare, 2)}), ${number(quarantined)} unreadable,
      ${number(brokenStreams)} streams broken${proxies.asked
      ? `; ${number(proxies.answering)} of ${number(proxies.asked)} proxies answer, and dropped ${number(proxies.dropped)}` : ''}.</span></p>`;
}
