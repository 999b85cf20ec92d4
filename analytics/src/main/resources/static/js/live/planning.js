import { call, Problem } from '../core/api.js';

/**
 * What analytics expects the decision to need, from observed traffic, as one sentence.
 * @param {string} experiment @param {number} [share] of the treatment, 0 to 1; the present one without
 * @returns {Promise<string|undefined>} nothing where it cannot be said
 */
export async function planningSentence(experiment, share) {
  try {
    const { data } = await call(`/api/v1/results/${experiment}/planning${share ? `?share=${share}` : ''}`);
    return typeof data.sentence === 'string' ? data.sentence : undefined;
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return undefined;
  }
}

/** Share of all treatments in the first rule that draws, 0 to 1. @param {any[]|undefined} rules as JSON @param {string} control */
export const treatedShare = (rules, control) => (rules ?? []).map((rule) => (rule.allocate ?? rule.everyoneElse)?.shares ?? [])
  .map((shares) => shares.filter((s) => s.variant !== control).reduce((sum, s) => sum + s.percent, 0) / 100).find((share) => share >= 0.001 && share <= 0.999);
