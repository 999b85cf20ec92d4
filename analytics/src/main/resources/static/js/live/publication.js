import { html, nothing } from 'lit';
import { hostile } from '../core/format.js';
import { glyph } from '../core/glyphs.js';

/** The points of a publication, in their order; destinations only where some are written. */
export const POINTS = {
  STORED: 'stored', DESTINATION_WRITTEN: 'destinations written', DESTINATION_CONFIRMED: 'destinations confirmed', ROUTES_WRITTEN: 'routes written',
  ROUTES_CONFIRMED: 'the gateway serves them', PROBE_REMOVED: 'probe removed', RECORDED: 'recorded',
};

/** How far the present publication has come, until the mesh has confirmed it; a failed one stays in view. */
export function publicationStrip(status) {
  const publication = status?.publication;
  if (publication?.state === 'FAILED') {
    return html`<div class="strip warn" id="publication"
      role="alert">${glyph('warning')}<span><b>The mesh did not take r${publication.revision}.</b>
      ${hostile(publication.message ?? 'The rules are stored; what is served is unchanged.', 400)}</span></div>`;
  }
  if (publication?.state !== 'RUNNING') return nothing;
  return html`<div class="strip mute"
    id="publication">${glyph('routes')}<span><b>Publishing r${publication.revision}:</b>
    ${POINTS[publication.point] ?? 'waits'}. Visitors are divided as before until the gateway serves it.</span></div>`;
}
