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
