import { call, post, Problem } from '../core/api.js';
import { POINTS } from '../live/publication.js';
import { isWaiting } from './approval.js';


/**
 * @typedef {{id: string|null, spec: Record<string, any>, text: string, etag: string|null|undefined, running: boolean,
 *   ack: string[], planId: string, key: string}} Asked key: the same for every attempt to create the same
 */

/**
 * Stores the rules and brings the mesh to them, bound to the plan that was looked at. Says each point that is reached.
 *
 * @param {Asked} asked @param {(text: string) => void} say
 * @returns {Promise<string>} where to go: the experiment, or the rules of a new draft that is stored and did not start:
 *   it waits for a second person, or was refused
 * @throws {Problem} a refusal, also one by the mesh after the rules were stored
 */
export async function publish(asked, say) {
  const id = await store(asked, say);
  try {
    await enact(id, asked);
  } catch (problem) {
    if (asked.id || !(problem instanceof Problem)) throw problem;
    const [name, value] = isWaiting(problem) ? ['waits', problem.body.planId] : ['refused', problem.message];
    return `/experiments/${id}/edit?${name}=${encodeURIComponent(value)}`;
  }
  await confirmed(id, say);
  return `/experiments/${id}`;
}

/**
 * Stores what was asked; rules of a running experiment are bound to the plan that was looked at.
 * @param {Asked} asked @param {(text: string) => void} say @returns {Promise<string>} the experiment's id
 */
async function store({ id, spec, text, etag, running, ack, planId, key }, say) {
  say('Storing');
  if (!id) return (await post('/api/v1/experiments', { ...spec, rules: text }, { 'Idempotency-Key': key })).data.id;
  const query = new URLSearchParams(ack.map((code) => ['ack', code]));
  if (running) query.set('planId', planId);
  await call(`/api/v1/experiments/${id}/rules?${query}`, { method: 'PUT', text, headers: { 'If-Match': etag ?? '*' } });
  return id;
}

/** Starts what is not running yet, as planned. @param {string} id @param {Asked} asked */
async function enact(id, { running, ack, planId }) {
  if (running) return;
  const query = new URLSearchParams(ack.map((code) => ['ack', code]));
  await post(`/api/v1/experiments/${id}/start?${query}`, { planId, reason: 'started from the page' });
}

/** Follows the publication until the mesh confirms it; a slow gateway is said, not waited for in silence. @param {string} id @param {(text: string) => void} say */
async function confirmed(id, say) {
  for (let look = 0; look < 60; look += 1) {
    const { data } = await call(`/api/v1/experiments/${id}`);
    const { publication, revision, observedRevision } = data.status;
    if (publication?.state === 'FAILED') throw new Problem(502, { title: 'The mesh did not take it', detail: publication.message ?? 'The publication failed; the rules are stored.' });
    if (observedRevision === revision && publication?.state !== 'RUNNING') return;
    say(`Publishing r${revision}: ${POINTS[publication?.point] ?? 'waits'}`);
    await new Promise((done) => setTimeout(done, 250));
  }
}
