import { html, nothing } from 'lit';
import { ageSeconds, clockSeconds, duration, gapText, hostile } from '../core/format.js';
import { glyph } from '../core/glyphs.js';
import { lostStrip, refusedStrip, staleStrip } from '../components/states.js';

/** Half of what the verdict tolerates is told already. */
export const isStale = ({ lastEventAt, health }, now) =>
  lastEventAt !== null && (health.freshness.state === 'STALE' || ageSeconds(lastEventAt, now) > (health.freshness.limitSeconds ?? 60) / 2);

/** What stands between the page and fresh data; the data stays below. */
export const strips = ({ results, failed, apart, wire, stale, now, again }) => {
  const waiting = wire?.kind === 'waiting' ? wire : undefined;
  const { freshness } = results.health;
  return html`
    ${failed ? refusedStrip(failed) : nothing}
    ${apart ? html`<div class="strip warn">${glyph('cut')}<span><b>The experiment’s own state is not known.</b>
      ${hostile(apart.message, 300)} Results and verdict below come from analytics and stand.</span><button class="btn" type="button"
      @click=${again}>Ask again</button></div>` : nothing}
    ${waiting ? lostStrip({ ...waiting, seconds: Math.max(0, Math.ceil((waiting.until - now) / 1000)) }) : nothing}
    ${!waiting && stale && results.experiment.state === 'RUNNING'
      ? staleStrip(duration(ageSeconds(results.lastEventAt, now)), freshness.usualGapSeconds ? gapText(freshness.usualGapSeconds) : '', clockSeconds(results.asOf)) : nothing}`;
};
