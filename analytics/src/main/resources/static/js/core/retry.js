/**
 * Asks again what was not answered, later each time, and says when. A Lit controller: its host is drawn anew with every
 * second of the countdown, and nothing runs on when the host is gone.
 */
export class Retry {
  attempt = 0;
  until = 0;

  /** @param {import('lit').LitElement} host @param {() => void} ask is expected to end in {@link failed} or {@link done} */
  constructor(host, ask) {
    this.host = host;
    this.ask = ask;
    host.addController(this);
  }

  get waiting() {
    return this.attempt > 0;
  }

  /** For the strip that tells of it. */
  get shown() {
    return { attempt: this.attempt, seconds: Math.max(0, Math.ceil((this.until - Date.now()) / 1000)), retryNow: () => this.#now() };
  }

  failed() {
    if (!this.host.isConnected) return;
    this.attempt += 1;
    this.until = Date.now() + Math.min(30_000, 1000 * 2 ** this.attempt);
    clearInterval(this.clock);
    this.clock = setInterval(() => this.#tick(), 1000);
    this.host.requestUpdate();
  }

  done() {
    clearInterval(this.clock);
    this.attempt = 0;
  }

  hostDisconnected() {
    this.done();
  }

  #tick() {
    if (document.hidden) return;
    if (Date.now() >= this.until) this.#now();
    this.host.requestUpdate();
  }

  #now() {
    clearInterval(this.clock);
    this.ask();
  }
}
