import { html, nothing } from 'lit';
import { hostile } from '../core/format.js';
import { openOf } from './findings.js';

/**
 * Says why applying is off before it offers it.
 * @param {{experiment: string|undefined, plan: any, running: boolean, busy: boolean, progress: string|undefined, reasons: string[], verb: string, act: () => void, again: () => void}} of
 */
export function applyBar({ experiment, plan, running, busy, progress, reasons, verb, act, again }) {
  const off = reasons.length > 0 || busy;
  const approving = verb === 'Approve';
  const ready = approving ? 'What you see is what would be applied.' : running ? 'Takes effect when the gateway confirms it.' : 'Saves the experiment and starts it.';
  return html`<div class="applybar"><div class="wrap"><div class="txt" role="status">
      ${progress ? html`<b>${progress}</b>` : reasons.length ? html`<b>${approving ? 'Approve' : 'Apply'} is off:</b> ${reasons.join(', ')}` : html`<b>Ready.</b> ${ready}`}
      ${plan ? html`<p>Plan <code>${plan.planId}</code>, bound to what it read.</p>` : nothing}</div>
    <a class="btn" href=${experiment ? `/experiments/${experiment}` : '/'}>${approving ? 'Not now' : 'Discard'}</a>
    <button class="btn" type="button" @click=${again}>Plan again<kbd class="only-w">P</kbd></button>
    <button class="btn primary" type="button" aria-disabled=${off} @click=${() => !off && act()}>${verb}</button></div></div>`;
}

/** What stands in the way of applying, in words. @param {{plan: any, older: boolean, errors: any[], refused: any, acknowledged: Set<string>}} of older: the text has moved on since the plan */
export function whyNotApply({ plan, older, errors, refused, acknowledged }) {
  const open = plan ? openOf(plan.findings, acknowledged) : 0;
  return [
    errors.length ? `line ${errors[0].line} does not parse` : '',
    refused ? hostile(refused.body.title ?? 'the plan was refused', 120) : '',
    open ? `${open} ${open === 1 ? 'finding' : 'findings'} open` : '',
    plan ? '' : 'there is no plan yet',
    plan && older && !errors.length ? 'the plan is of an older text' : '',
  ].filter(Boolean);
}

/** @param {string} asked the plan that someone was asked to approve @param {any} plan the present one */
export const whyNotApprove = (asked, plan) => (plan?.planId === asked ? [] : [`the plan is ${plan?.planId ?? 'not there'} by now, not ${hostile(asked, 40)}`]);

const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * What the page does, as a command: the token stays a variable.
 * @param {{experiment: string|undefined, etag: string|null|undefined, text: string, spec: Record<string, any>}} of
 */
export function curlOf({ experiment, etag, text, spec }) {
  const bearer = '-H "Authorization: Bearer $TOKEN"';
  return experiment
    ? `curl -X PUT ${location.origin}/api/v1/experiments/${experiment}/rules ${bearer} -H 'If-Match: ${etag ?? '*'}' -H 'Content-Type: text/plain' --data-binary ${quoted(text)}`
    : `curl -X POST ${location.origin}/api/v1/experiments ${bearer} -H 'Content-Type: application/json' -d ${quoted(JSON.stringify({ ...spec, rules: text }))}`;
}
