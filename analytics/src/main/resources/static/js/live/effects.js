import { html, nothing } from 'lit';
import { change, clock, hostile, number } from '../core/format.js';
import { dataTable, exportTools, panel } from '../components/panel.js';
import { notEnough } from '../components/states.js';
import '../charts/effect.js';

/** Charts beside one another; of more the reader picks. */
const AT_ONCE = 6;

/** Estimates with their confidence sequences, true at every look. */
export function effectPanel(results, address, stale, size, chosen, choose) {
  const all = results.effects;
  if (!all.length) return nothing;
  const key = (e) => `${e.metric}/${e.variant}`;
  const one = all.find((e) => key(e) === chosen);
  const few = size === 'wide' && !one;
  const shown = few ? all.slice(0, AT_ONCE) : [one ?? all[0]];
  return panel({
    id: 'effects', title: 'Effect over time',
    question: 'Estimate with its 95 % confidence sequence, true at every look. Dotted: expected if nothing changes',
    tools: exportTools(`${address}?panel=effects${one ? `&metric=${encodeURIComponent(one.metric)}` : ''}`),
    table: dataTable(['Time', 'Metric', 'Revision', 'Estimate', 'Lower', 'Upper'], shown.flatMap((e) => thin(e.points, 60).map((p) => {
      const c = change(p, e.margins.at(-1)?.margin);
      return [clock(p.at), hostile(e.label, 200), `r${p.revision}`, c.estimate, c.lower, c.upper];
    }))),
    body: html`${(size === 'wide' && all.length <= AT_ONCE) || all.length < 2 ? nothing : html`<label class="pick effect-pick">Metric <select @change=${(e) => choose(e.target.value || null)}>
        ${size === 'wide' ? html`<option value="" ?selected=${few}>The first ${AT_ONCE}</option>`
          : nothing}${all.map((e) => html`<option value=${key(e)}
          ?selected=${!few && e === shown[0]}>${hostile(e.label, 40)}${several(all)
          ? ` ${hostile(e.variant, 40)}` : ''}</option>`)}</select></label>`}<div
          class="multi ${shown.length % 3 === 1 && shown.length > 1 ? 'by2' : ''}">${shown.map((effect) => effectTile(effect, results, stale))}</div>`,
  });
}

const several = (effects) => new Set(effects.map((e) => e.variant)).size > 1;

function effectTile(effect, results, stale) {
  const last = effect.points.at(-1);
  const metric = [...results.guardrails, ...results.goals].find((m) => m.metric === effect.metric);
  const arm = metric?.arms.find((a) => a.variant === effect.variant);
  const text = last && last.lower !== null ? change(last, effect.margins.at(-1)?.margin) : null;
  return html`<div>
    <h3>${hostile(effect.label, 60)}<span>${text ? `${text.estimate}, ${text.interval}` : 'no interval yet'}</span></h3>
    <p class="cap">${caption(effect, arm)}</p>
    ${effect.points.length > 1
      ? html`<mt-effect-chart .effect=${effect} .revisions=${results.experiment.revisions} .now=${stale ? results.lastEventAt ?? results.asOf : results.asOf} ?stale=${stale}></mt-effect-chart>`
      : html`<div class="tile flat-tile">${arm?.need
        ? notEnough(arm.need, 'Before that an interval would say nothing.')
        : html`<p class="mute">The first points come within a minute of the first events.</p>`}</div>`}
  </div>`;
}

function caption(effect, arm) {
  const crossing = effect.crossings.at(-1);
  if (crossing?.kind === 'BELOW_MARGIN') return `Upper bound below its margin since ${clock(crossing.at)}`;
  if (crossing?.kind === 'BETTER') return `Better than control since ${clock(crossing.at)}`;
  if (crossing?.kind === 'HARM') return `Harm since ${clock(crossing.at)}`;
  if (effect.expectedDecisionAt) return `Expected to decide near ${clock(effect.expectedDecisionAt)}`;
  if (arm?.need) return `${number(arm.need.have)} of ${number(arm.need.need)} ${arm.need.of}`;
  return '\u00a0';
}

const thin = (list, most) => list.filter((_, i) => i % Math.max(1, Math.floor(list.length / most)) === 0);
