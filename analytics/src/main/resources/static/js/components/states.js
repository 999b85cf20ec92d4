import { html, nothing } from 'lit';
import { glyph } from '../core/glyphs.js';
import { ageSeconds, clockSeconds, duration, hostile, number } from '../core/format.js';
import { copy, curl } from './bits.js';

/** The states of a page or panel: same frame, named reason, one thing to do. */
export const loading = (name) => html`<div class="tile later"><p class="mute" role="heading" aria-level="1">Loading ${name}</p><div class="skel bar-a"></div><div class="skel bar-b"></div></div>`;

/** What stands in the way, as a page: not signed in, forbidden, missing, unreachable. */
export function refusal(problem, retry) {
  const { status, body } = problem;
  if (status === 401) window.dispatchEvent(new Event('mt-unauthorised'));
  return html`<h1 class="sr">${title(problem)}</h1><div class="empty" role="alert">
    <h2>${glyph(status === 403 ? 'locked' : status === 404 ? 'search' : 'cut')} ${title(problem)}</h2>
    <p>${body.detail ? hostile(body.detail, 600) : nothing}</p>
    ${status === 403 ? html`<p class="mute">Whoever runs Meshtrial for you gives roles. Your token stays as it is.</p>` : nothing}
    ${(body.errors ?? []).slice(0, 20)
      .map((e) => html`<p>${e.pointer ? html`<code>${hostile(e.pointer, 120)}</code> ` : nothing}${hostile(e.detail ?? e.message ?? '', 400)}${e.hint
      ? html` ${hostile(e.hint, 400)}` : nothing}</p>`)}
    ${body.traceId ? html`<p class="mute">Trace <code>${body.traceId}</code></p>` : nothing}
    <div class="actions">
      ${status === 403 ? html`<button class="btn" type="button"
        @click=${(e) => copy(e.currentTarget, `Please give me access to ${location.href}. ${body.detail ?? ''}`)}><span>Copy a request for
        them</span></button>` : nothing}
      ${retry ? html`<button class="btn" @click=${retry}>Try again</button>` : nothing}
      <a class="btn" href="/">All experiments</a>
    </div>
  </div>`;
}

const namespaceIn = ({ detail }) => {
  const [, namespace] = /in namespace ([a-z0-9-]+)/.exec(detail ?? '') ?? [];
  return namespace ? `results in ${namespace}` : 'this';
};

const title = ({ status, body }) =>
  status === 0 ? 'No answer' : status === 403 ? `You may not see ${namespaceIn(body)}` : status === 404 ? 'Not found' : body.title ?? `HTTP ${status}`;

/** What the server refused, in its words, with the places that it names. @param {import('../core/api.js').Problem} problem */
export const refusedStrip = (problem) => html`<div class="strip warn" role="alert">${glyph('warning')}<span><b>${hostile(problem.body?.title ?? 'Refused', 120)}.</b> ${hostile(problem.message, 600)}
  ${(problem.body?.errors ?? []).slice(0, 20)
    .map((e) => html`<br>${e.pointer ? html`<code>${hostile(e.pointer, 120)}</code> ` : nothing}${hostile(e.detail ?? '', 400)}
    ${hostile(e.hint ?? '', 400)}`)}</span></div>`;

export const noEventYet = (text, command) => html`<div class="mid c">
  <p class="big">${glyph('draft')} No event yet</p><p>${text}</p>${curl(command)}
</div>`;

/** n of N, and when. */
export const notEnough = ({ have, need, of }, remark) => html`<div class="mid c">
  <p class="big">${glyph('quarter')} ${number(have)} of ${number(need)} ${of}</p>
  <div class="prog" role="progressbar" aria-label=${of} aria-valuenow=${have} aria-valuemax=${need}><i .style=${`width:${Math.min(100, (100 * have) / need)}%`}></i></div>
  ${remark ? html`<p class="mute">${remark}</p>` : nothing}
</div>`;

export const staleStrip = (age, usual, asOf) =>
  html`<div class="strip warn">${glyph('clock')}<span><b>Last event ${age} ago.</b>${usual
  ? ` Usual gap: ${usual}.` : nothing} What you see is as of ${asOf}.</span></div>`;

/**
 * What is said over the list while running experiments are counted by old events: verdicts and shares below stay as they were.
 * @param {any[]} items experiments with their results @param {{state: string}|undefined} stream of all events @param {number} now
 */
export function freshnessStrip(items, stream, now) {
  const running = items.filter((e) => e.status.state === 'RUNNING' && e.result?.lastEventAt);
  if (!running.length) return nothing;
  const last = running.map((e) => e.result.lastEventAt).sort().at(-1);
  if (stream?.state === 'DISCONNECTED') {
    return html`<div class="strip warn">${glyph('cut')}<span><b>Kafka is away.</b> Verdicts and shares are as of ${clockSeconds(last)}.</span></div>`;
  }
  return stream?.state === 'STALE' ? staleStrip(duration(ageSeconds(last, now)), '', clockSeconds(last)) : nothing;
}

export const lostStrip = ({ seconds, attempt, retryNow }) => html`<div class="strip mute">${glyph('cut')}
  <span><b>Connection lost.</b> Retry in ${seconds} s, attempt ${attempt}.</span>
  <button class="btn" @click=${retryNow}>Retry now</button></div>`;

/** Seconds; witnesses are asked every minute where nothing else is set, so five of their turns are missing. */
const CHECKS_ARE_OLD = 300;

/** Where witnesses have not been asked for long: what they said then is no pass now. @param {import('../verify/verdict.js').Row[]} rows @param {number} now */
export function oldChecksStrip(rows, now) {
  const last = rows.filter((row) => row.configured !== false).map((row) => row.checkedAt).sort().at(-1);
  return last && ageSeconds(last, now) > CHECKS_ARE_OLD
    ? html`<div class="strip warn">${glyph('clock')}<span><b>Last check ${duration(ageSeconds(last, now))} ago.</b> What you see is as of ${clockSeconds(last)}.</span></div>`
    : nothing;
}
