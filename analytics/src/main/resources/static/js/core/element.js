import { LitElement } from 'lit';

/** Calls back while the element is in the page; what is returned ends it. @param {EventTarget} target @param {string} type @param {(event: any) => void} back @returns {() => void} */
export function listen(target, type, back) {
  target.addEventListener(type, back);
  return () => target.removeEventListener(type, back);
}

/** @param {() => void} tick @param {number} millis @returns {() => void} ends it */
export function every(millis, tick) {
  const timer = setInterval(() => !document.hidden && tick(), millis);
  return () => clearInterval(timer);
}

/** Components render into the page itself, not into shadow roots: one stylesheet, one heading order, one search. */
export class PageElement extends LitElement {
  /** @type {(() => void)[]} */
  #ends = [];

  createRenderRoot() {
    return this;
  }

  /** What is begun when the element comes into the page ends with it. @param {(() => void)[]} ends */
  untilGone(...ends) {
    this.#ends.push(...ends);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#ends.splice(0).forEach((end) => end());
  }
}

/** @type {Map<object, () => void>} the newest drawing of each owner, in the order in which they asked first */
const waiting = new Map();

/**
 * Draws at the next frame that is free: one drawing a frame, so that an update of a whole page of charts never holds up a
 * key or a click for longer than one chart takes. Whoever asks again before that is drawn once, as it is then.
 * @param {object} owner @param {() => void} draw
 */
export function inFrame(owner, draw) {
  if (!waiting.size) requestAnimationFrame(next);
  waiting.set(owner, draw);
}

function next() {
  const [first] = waiting;
  waiting.delete(first[0]);
  if (waiting.size) requestAnimationFrame(next);
  first[1]();
}
