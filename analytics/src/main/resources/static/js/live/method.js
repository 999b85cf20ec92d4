import { html, nothing } from 'lit';
import { glyph } from '../core/glyphs.js';
import { clock, duration, hostile, isoSeconds, latency, number } from '../core/format.js';
import { curl } from '../components/bits.js';
import { exportTools } from '../components/panel.js';

/** Formula, frozen settings, raw counts and the command that fetches them. @param {any} results @param {string} address of the whole answer */
export function methodDrawer(results, address) {
  const { method } = results;
  if (!method) return nothing;
  return html`<details class="drawer" id="method">
    <summary>${glyph('chevron', 'chev')}<h2>Method</h2><p>${hostile(method.sentence, 300)}</p><kbd>M</kbd></summary>
    <div class="body">
      <div><h3>Formulas</h3>${method.formulas.map((f) =>
        html`<p>${hostile(f.name, 120)}
        <span class="mute">(${hostile(f.metric, 120)}, ${hostile(f.source, 200)})</span></p><pre class="formula" tabindex="0">${f.formula}</pre>`)}</div>
      <div><h3>Frozen at the start</h3>${settings(method)}${thresholds(method.thresholds)}</div>
      <div class="wide"><h3>Raw counts</h3><p class="whole">All of it as a file:
        ${exportTools(address)}</p><div class="scroll" tabindex="0" role="region" aria-label="Raw counts">${strata(method.strata)}</div></div>
      <div class="wide"><h3>The same by command</h3>${curl(method.curl.replaceAll('$MESHTRIAL', location.origin))}</div>
    </div>
  </details>`;
}

const seconds = (text) => duration(isoSeconds(text) ?? 0);

const settings = ({ plan, planHash, leftOut }) => html`<dl class="kv">
  <dt>Planned units</dt><dd>${number(plan.plannedUnits)}</dd>
  <dt>Harm, better, no harm</dt><dd>α ${plan.alphaHarm}, ${plan.alphaBetter}, ${plan.alphaNoHarm}</dd>
  <dt>Duration</dt><dd>${seconds(plan.minimumDuration)} to ${seconds(plan.maximumDuration)}</dd>
  <dt>Warm-up</dt><dd>${seconds(plan.warmUp)} of each revision, in all arms</dd>
  <dt>Latency cap</dt><dd>${latency(plan.latencyCapMicros)}</dd>
  <dt>Left out</dt><dd>${Object.entries(leftOut).map(([name, n]) => `${NAMES[name] ?? name} ${number(n)}`).join(', ')}</dd>
  <dt>Plan</dt><dd><code>${planHash}</code></dd>
</dl>`;

const NAMES = { bots: 'bots', warmUp: 'warm-up', disputed: 'during a foreign edit', olderCohorts: 'older cohorts', targeted: 'by rule' };

const thresholds = (list) => (list.length
  ? html`<h3>Latency thresholds</h3><dl
    class="kv">${list.map((t) => html`<dt>${hostile(t.metric, 120)}</dt>
    <dd>${latency(t.thresholdMicros)}, frozen ${clock(t.frozenAt)} from ${number(t.fromRequests)} requests</dd>`)}</dl>`
  : nothing);

const strata = (list) => html`<table>
  <thead><tr><th>Stratum</th><th>Arm</th><th class="n">Share</th><th class="n">Units</th><th class="n">Requests</th><th class="n">Errors</th>
    <th class="n">Bots</th><th class="n">Σ duration, µs</th></tr></thead>
  <tbody>${list.flatMap((s) => s.arms.map((arm) => html`<tr>
    <th scope="row">rule ${s.rule}, r${s.drawingRevision}${s.origin ? `, from r${s.origin}` : ''}${s.randomised ? '' : ', by rule'}</th>
    <td>${hostile(arm.variant, 40)}</td><td class="n">${s.shares[arm.variant] === undefined ? 'none' : `${number(s.shares[arm.variant] * 100, 2)}\u202f%`}</td>
    <td class="n">${number(arm.units)}</td><td class="n">${number(arm.requests)}</td><td class="n">${number(arm.errors)}</td><td class="n">${number(arm.bots)}</td>
    <td class="n">${grouped(arm.durationSumMicros)}</td></tr>`))}</tbody></table>`;

/** Sums beyond 2⁵³ come as text and are grouped as text. */
const grouped = (text) => String(text).replace(/\B(?=(\d{3})+$)/g, '\u202f');
