import { html, nothing } from 'lit';
import { glyph } from '../core/glyphs.js';
import { ageSeconds, countShort, duration, evidence, hostile, number, percent } from '../core/format.js';

const cell = (name, label, value, context, mark) => html`<div>
  <dt>${glyph(name)}${label}</dt>
  <dd>${mark ? html`<span class=${mark[0]}>${glyph(mark[1])}</span> ` : nothing}${value}<small>${context}</small></dd>
</div>`;

/** Six cells: can these numbers be trusted at all? */
export function healthStrip(health, experiment, now) {
  const { sampleRatio: ratio, freshness, exposures, bots, events } = health;
  const units = exposures.unit === 'USER' ? 'users' : 'requests';
  return html`<dl class="health" id="health" tabindex="-1">
    ${ratioCell(ratio)}
    ${freshnessCell(freshness, now)}
    ${cell('exposures', 'Exposures', countShort(exposures.units), exposures.unit === 'USER' ? `users, ${number(exposures.requests)} requests` : outside(exposures, units))}
    ${cell('bots', 'Bots left out', bots.of ? percent(bots.share) : 'no data', `${number(bots.requests)} of ${number(bots.of)}`)}
    ${lostCell(events)}
    ${routesCell(experiment)}
  </dl>`;
}

const outside = ({ outsideComparison, targeted }, units) =>
  outsideComparison + targeted > 0 ? `${units}, ${number(outsideComparison + targeted)} outside the comparison` : `${units} in the comparison`;

function ratioCell({ state, e, alarm }) {
  if (state === 'NO_DATA') return cell('balance', 'Sample ratio', 'no data', `alarm at E ${number(alarm)}`);
  const context = `E ${evidence(e)}, alarm at ${number(alarm)}`;
  return state === 'ALARM' ? cell('balance', 'Sample ratio', 'is off', context, ['harm', 'harm']) : cell('balance', 'Sample ratio', 'as planned', context, ['good', 'tick']);
}

function freshnessCell({ state, lastEventAt, limitSeconds }, now) {
  if (state === 'NO_EVENT') return cell('clock', 'Freshness', 'no event yet', 'send one request');
  if (state === 'DISCONNECTED') return cell('clock', 'Freshness', 'Kafka is away', 'data stays', ['warn', 'warning']);
  const age = ageSeconds(lastEventAt, now);
  return cell('clock', 'Freshness', duration(age), `since the last event, limit ${duration(limitSeconds)}`, age > limitSeconds ? ['warn', 'warning'] : undefined);
}

function lostCell({ lost, produced, lostShare, lostLimit, state }) {
  const bad = state !== 'OK' && state !== 'REPLAYING';
  return cell('lost', 'Lost events', produced ? percent(lostShare, lostShare < 0.001 && lost > 0 ? 3 : 2) : 'no data',
    `${number(lost)} of ${number(produced)}, limit ${percent(lostLimit)}`, bad ? ['warn', 'warning'] : undefined);
}

function routesCell(experiment) {
  const sync = experiment.status?.conditions?.find((c) => c.type === 'InSync');
  if (experiment.state === 'DRAFT') return cell('routes', 'Routes', 'none', 'a draft publishes nothing');
  if (!sync) return cell('routes', 'Routes', 'unknown', 'experiment-api has not said');
  if (sync.status === 'True') return cell('routes', 'Routes', 'as published', hostile(sync.message ?? '', 160), ['good', 'tick']);
  return cell('routes', 'Routes', sync.status === 'False' ? 'differ' : 'unknown', hostile(sync.message ?? '', 160), ['warn', 'warning']);
}
