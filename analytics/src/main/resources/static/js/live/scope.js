import { html, nothing } from 'lit';
import { number, percent } from '../core/format.js';
import { glyph } from '../core/glyphs.js';

const SOURCES = { APPLICATION: 'Events come from the services themselves.', ACCESS_LOG: 'Events come from the mesh\u2019s access log: status and duration, no values of the application.' };

/** What the numbers below are about: the estimand, whom it leaves out, and who reports. */
export function scopeLine({ experiment, health, share }) {
  const { exposures } = health;
  const units = experiment.unit === 'USER' ? 'users' : 'requests';
  const drawn = (share.revisions ?? []).some((r) => r.randomised);
  if (!exposures.requests) return nothing;
  const out = exposures.outsideComparison + exposures.targeted;
  return html`<p class="remark scope" id="scope">${glyph('info')}<span>${drawn
    ? html`<b>Compared:</b> the effect on ${units} drawn at random at each revision, each against its own time. ${out
        ? html`<b>Outside the comparison:</b> ${number(out)} of
          ${number(exposures.requests)} requests
          (${percent(out / exposures.requests)})${exposures.targeted ? `, ${number(exposures.targeted)} of them sent by rule` : ''}.`
        : 'No request is outside the comparison.'}`
    : html`<b>Compared: nothing.</b> All requests are sent by rule, so ${units} differ in more than their version.`} ${SOURCES[experiment.eventSource] ?? ''}</span></p>`;
}

/** Which revisions a number is of. @param {number[]} [revisions] */
export const revisionSpan = (revisions = []) => (revisions.length > 1 ? `r${Math.min(...revisions)}–r${Math.max(...revisions)}` : revisions.length ? `r${revisions[0]}` : 'no revision yet');
