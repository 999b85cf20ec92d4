import { authorization, token } from './session.js';

/** A refusal that the page can show: RFC 9457 problem details, or what stood in for them. */
export class Problem extends Error {
  /** @param {number} status 0 when nothing answered @param {Record<string, any>} body */
  constructor(status, body) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.status = status;
    this.body = body;
  }
}

/**
 * @param {string} path
 * @param {{method?: string, body?: any, text?: string, headers?: Record<string, string>, signal?: AbortSignal}} [options]
 * @returns {Promise<{data: any, etag: string|null, status: number, location: string|null}>}
 */
export async function call(path, { method = 'GET', body, text, headers = {}, signal } = {}) {
  const content = text !== undefined ? 'text/plain; charset=utf-8' : body !== undefined ? contentType(method) : undefined;
  let response;
  try {
    response = await fetch(path, {
      method,
      signal,
      headers: { Accept: 'application/json', ...(content ? { 'Content-Type': content } : {}), ...authorization(), ...headers },
      body: text ?? (body !== undefined ? JSON.stringify(body) : undefined),
      credentials: 'same-origin',
      redirect: 'error',
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Problem(0, { title: 'No answer', detail: 'Meshtrial does not answer. Is it running?' });
  }
  const data = await parsed(response);
  // Whoever never signed in is asked to, on any page; one whose token has run out keeps what they were writing.
  if (response.status === 401 && !token()) window.dispatchEvent(new Event('mt-unauthorised'));
  if (!response.ok) throw new Problem(response.status, data ?? { title: response.statusText });
  return { data, etag: response.headers.get('ETag'), status: response.status, location: response.headers.get('Location') };
}

const contentType = (method) => (method === 'PATCH' ? 'application/merge-patch+json' : 'application/json');

async function parsed(response) {
  const type = response.headers.get('Content-Type') ?? '';
  if (response.status === 204) return null;
  return type.includes('json') ? response.json() : { detail: await response.text() };
}

/** What an asked service refused, if it did. @param {Promise<any>} asked @returns {Promise<Problem|undefined>} */
export async function refusalOf(asked) {
  try {
    await asked;
    return undefined;
  } catch (problem) {
    if (problem instanceof Problem) return problem;
    throw problem;
  }
}

/** No answer, or one by somebody on the way there. @param {Problem} problem */
export const isAway = ({ status }) => status === 0 || status >= 502;

/** Every POST carries a key, so that a repeated click or a retry has one effect. */
export const post = (path, body, headers = {}) =>
  call(path, { method: 'POST', body: body ?? {}, headers: { 'Idempotency-Key': crypto.randomUUID(), ...headers } });
