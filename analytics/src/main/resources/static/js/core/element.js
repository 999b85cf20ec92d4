import { LitElement } from 'lit';

/** Components render into the page itself, not into shadow roots: one stylesheet, one heading order, one search. */
export class PageElement extends LitElement {
  createRenderRoot() {
    return this;
  }
}
