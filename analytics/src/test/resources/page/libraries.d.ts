/** What the page takes from its libraries: enough to check our own sources. */
declare module 'lit' {
  export const html: any;
  export const svg: any;
  export const noChange: any;
  export const nothing: any;
  export const render: any;
  /** Elements render into the page, so what they look up are elements of HTML. */
  export class LitElement extends HTMLElement {
    [name: string]: any;
    connectedCallback(): void;
    disconnectedCallback(): void;
    requestUpdate(): void;
    readonly updateComplete: Promise<boolean>;
    querySelector<E extends HTMLElement = any>(selectors: string): E;
    querySelectorAll<E extends HTMLElement = HTMLElement>(selectors: string): NodeListOf<E>;
  }
}
declare module 'lit/directives/keyed.js' {
  export const keyed: any;
}
declare module 'd3' {
  export const scaleLinear: any;
  export const scaleLog: any;
}
declare module 'uplot' {
  const uPlot: any;
  export default uPlot;
}
interface Window {
  uPlot: any;
  d3: any;
}
