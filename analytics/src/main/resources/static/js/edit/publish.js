import { call, post, Problem } from '../core/api.js';

const POINTS = {
  STORED: 'stored', DESTINATION_WRITTEN: 'destinations written', DESTINATION_CONFIRMED: 'destinations confirmed', ROUTES_WRITTEN: 'routes written',
  ROUTES_CONFIRMED: 'the gateway serves them', PROBE_REMOVED: 'probe removed', RECORDED: 'recorded',
};

/**
 * Stores the rules and brings the mesh to them, bound to the plan that was looked at. Says each point that is reached.
 *
 * @param {{id: string|null, spec: Record<string, any>, text: string, etag: string|null, running: boolean, ack: string[], planId: string}} asked
 * @param {(text: string) => void} say
 * @returns {Promise<string>} the experiment's id
 * @throws {Problem} a refusal, also one by the mesh after the rules were stored
 */
export async function publish({ id, spec, text, etag, running, ack, planId }, say) {
  const query = new URLSearchParams(ack.map((code) => ['ack', code]));
  say('Storing');
  let created = id;
  if (!created) created = (await post('/api/v1/experiments', { ...spec, rules: text })).data.id;
  else {
    const put = new URLSearchParams(query);
    if (running) put.set('planId', planId);
    await call(`/api/v1/experiments/${created}/rules?${put}`, { method: 'PUT', text, headers: { 'If-Match': etag ?? '*' } });
  }
  if (!running) await post(`/api/v1/experiments/${created}/start?${query}`, { planId, reason: 'started from the page' });
  await confirmed(created, say);
  return created;
}

/** Follows the publication until the mesh confirms it; a slow gateway is said, not waited for in silence. */
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
