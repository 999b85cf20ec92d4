import { authorization } from './session.js';

/** Milliseconds: heartbeats come every 15 s, so two of them are missing. */
const SILENCE = 40_000;
/** Milliseconds after which a connection counts as one. */
const STEADY = 5_000;

/**
 * Server-sent events over fetch, because EventSource cannot send the token. Resumes with Last-Event-ID, backs off
 * with jitter, falls silent while the tab is hidden and catches up on return. A connection that nothing comes over, not
 * even the servers' heartbeat, is given up.
 *
 * @param {string} path
 * @param {{event: (name: string, data: any) => void, state: (state: StreamState) => void}} listener
 * @returns {() => void} closes the stream
 *
 * @typedef {{kind: 'open'} | {kind: 'hidden'} | {kind: 'waiting', attempt: number, until: number, retryNow: () => void}} StreamState
 */
export function openStream(path, listener) {
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let silence;
  let lastId = '';
  let attempt = 0;
  let closed = false;
  let abort = new AbortController();

  async function run() {
    while (!closed) {
      if (document.hidden) {
        listener.state({ kind: 'hidden' });
        await visible();
        continue;
      }
      abort = new AbortController();
      try {
        await read(abort.signal);
      } catch {
        // Whatever broke the stream, the answer is the same: wait and ask again.
      } finally {
        clearTimeout(silence);
      }
      if (!closed && !document.hidden) await pause();
    }
  }

  /** Gives the connection up unless called again within these milliseconds. */
  function listenFor(milliseconds) {
    clearTimeout(silence);
    silence = setTimeout(() => abort.abort(), milliseconds);
  }

  async function read(signal) {
    /** @type {Record<string, string>} */
    const headers = { Accept: 'text/event-stream', ...authorization(), ...(lastId ? { 'Last-Event-ID': lastId } : {}) };
    // A server may take the connection and never answer.
    listenFor(SILENCE);
    const response = await fetch(path, { headers, signal, cache: 'no-store' });
    if (response.status === 401) window.dispatchEvent(new Event('mt-unauthorised'));
    if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
    const opened = Date.now();
    listener.state({ kind: 'open' });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let buffer = '';
    for (;;) {
      listenFor(SILENCE);
      const { done, value } = await reader.read();
      if (done) return;
      // Whoever accepts and hangs up at once is asked less and less often.
      if (Date.now() - opened > STEADY) attempt = 0;
      buffer += value;
      const parts = buffer.split(/\r?\n\r?\n/);
      buffer = parts.pop() ?? '';
      parts.forEach(dispatch);
    }
  }

  function dispatch(block) {
    let name = 'message';
    const data = [];
    for (const line of block.split(/\r?\n/)) {
      if (line.startsWith('data:')) data.push(line.slice(5).trimStart());
      else if (line.startsWith('event:')) name = line.slice(6).trim();
      else if (line.startsWith('id:')) lastId = line.slice(3).trim();
    }
    if (!data.length) return;
    attempt = 0;
    listener.event(name, JSON.parse(data.join('\n')));
  }

  function pause() {
    attempt += 1;
    const wait = Math.min(30_000, 500 * 2 ** attempt) * (0.5 + Math.random() / 2);
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, wait);
      const retryNow = () => {
        clearTimeout(timer);
        resolve(undefined);
      };
      listener.state({ kind: 'waiting', attempt, until: Date.now() + wait, retryNow });
    });
  }

  const onVisibility = () => document.hidden && abort.abort();
  document.addEventListener('visibilitychange', onVisibility);
  run();
  return () => {
    closed = true;
    abort.abort();
    document.removeEventListener('visibilitychange', onVisibility);
  };
}

function visible() {
  return new Promise((resolve) => {
    const check = () => {
      if (document.hidden) return;
      document.removeEventListener('visibilitychange', check);
      resolve(undefined);
    };
    document.addEventListener('visibilitychange', check);
  });
}
