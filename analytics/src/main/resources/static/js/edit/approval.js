import { html, nothing } from 'lit';
import { post } from '../core/api.js';
import { clock, hostile } from '../core/format.js';
import { glyph } from '../core/glyphs.js';
import { copy } from '../components/bits.js';

/** @typedef {{planId: string, actor: string, madeAt: string, expiresAt: string, usedAt: string|null}} Approval */

/** Whether a refusal only waits for a second person. @param {{body: any}} problem */
export const isWaiting = (problem) => String(problem.body?.type ?? '').endsWith('approval-required') && Boolean(problem.body.planId);

/** Consents to one plan. @param {string} experiment @param {string} planId @param {string|null} rules where they are not the stored ones @param {string} reason @returns {Promise<Approval>} */
export const approve = async (experiment, planId, rules, reason) =>
  (await post(`/api/v1/experiments/${experiment}/approvals`, { planId, ...(rules ? { rules } : {}), ...(reason ? { reason } : {}) })).data;

/** Where an approver looks at exactly this plan. */
const address = ({ planId, experiment, rules }) => {
  const query = new URLSearchParams({ approve: planId, ...(rules ? { rules } : {}) });
  return `${location.origin}/experiments/${experiment}/edit?${query}`;
};

/**
 * Waits for approval, is asked for one, or has one: bound to the plan, used once, never one's own.
 * @param {{waits: {planId: string, experiment: string, rules: string|null}|undefined, asked: string|null, plan: any, approvals: Approval[]|undefined}} of
 */
export function approvalStrip({ waits, asked, plan, approvals }) {
  const given = (approvals ?? []).find((a) => a.planId === plan?.planId && !a.usedAt && Date.parse(a.expiresAt) > Date.now());
  if (given) {
    return html`<div class="strip note" id="approval" role="status">${glyph('tick')}
      <span><b>Approved by ${hostile(given.actor, 60)}</b> at ${clock(given.madeAt)}: plan
      <code>${hostile(given.planId, 60)}</code> may be applied once, by someone else, until ${clock(given.expiresAt)}.</span></div>`;
  }
  if (asked) {
    return html`<div class="strip note" id="approval" role="status">${glyph('waits')}
      <span><b>You are asked to approve plan <code>${hostile(asked, 60)}</code>.</b> Look at who gets what and at the
      lines; nothing is applied by your consent alone.</span></div>`;
  }
  if (!waits) return nothing;
  return html`<div class="strip warn" id="approval" role="status">${glyph('waits')}
    <span><b>Waits for approval.</b> Plan <code>${hostile(waits.planId, 60)}</code> needs a second person. Send them this page\u2019s address for it; once they have approved, apply again.</span>
    <button class="btn" type="button" @click=${(e) => copy(e.currentTarget, address(waits))}>${glyph('copy')}<span>Copy the address</span></button></div>`;
}
