import { html, nothing } from 'lit';
import { PageElement } from '../core/element.js';

/**
 * Lets people walk along the points of the chart beside it with ← and →, Home and End, and reads each out. A slider, because
 * that is what every screen reader knows how to read while it moves.
 *
 * @typedef {{text: string, at: number|null}} WalkPoint at: place from the left as a share of the chart's width, null for none
 * @typedef {{length: number, at: (index: number) => WalkPoint|undefined}} WalkPoints an array is one; a long curve words a point only when it is asked for
 */
class Walker extends PageElement {
  static properties = { points: { attribute: false }, name: {}, index: { state: true } };

  constructor() {
    super();
    /** @type {WalkPoints} */
    this.points = [];
    this.index = -1;
  }

  render() {
    const last = this.points.length - 1;
    const at = Math.min(this.index < 0 ? last : this.index, last);
    const point = this.points.at(at);
    if (!point) return nothing;
    return html`<div class="walk" role="slider" tabindex="0" aria-label="Points of ${this.name}" aria-valuemin="0" aria-valuemax=${last} aria-valuenow=${at}
        aria-valuetext=${point.text} @keydown=${this.#key} @focus=${() => (this.index = at)} @blur=${() => (this.index = -1)}>
      <span class="walk-text" aria-hidden="true">${this.index < 0 ? html`<kbd>←</kbd> <kbd>→</kbd> walk the points` : point.text}</span>
      ${this.index >= 0 && point.at !== null ? html`<i class="walk-line" .style=${`left:${(100 * point.at).toFixed(2)}%`}></i>` : nothing}
    </div>`;
  }

  #key(event) {
    const last = this.points.length - 1;
    const now = this.index < 0 ? last : Math.min(this.index, last);
    const step = event.shiftKey ? 10 : 1;
    const next = { ArrowLeft: now - step, ArrowDown: now - step, ArrowRight: now + step, ArrowUp: now + step, Home: 0, End: last }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    this.index = Math.max(0, Math.min(last, next));
  }
}

customElements.define('mt-walker', Walker);
