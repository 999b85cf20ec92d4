import { html } from 'lit';
import { PageElement } from '../core/element.js';
import { keysOff, switchKeys } from '../core/keys.js';

const KEYS = [
  ['/', 'search'], ['N', 'new experiment'], ['J K', 'next, previous'], ['Enter', 'open'], ['1 – 8', 'jump to a section'],
  ['T', 'table instead of the chart'], ['M', 'method'], ['C', 'copy as curl'], ['← →', 'walk along the points of a chart'], ['?', 'this list'],
];

class KeyHelp extends PageElement {
  firstUpdated() {
    this.querySelector('dialog').showModal();
  }

  render() {
    return html`<dialog class="keys" aria-label="Keys" @close=${() => this.dispatchEvent(new Event('close'))}>
      <h2>Keys</h2>
      <dl>${KEYS.map(([key, what]) => html`<dt><kbd>${key}</kbd></dt><dd>${what}</dd>`)}</dl>
      <label><input type="checkbox" .checked=${keysOff()} @change=${(e) => switchKeys(e.target.checked)} /> Switch single keys off</label>
      <form method="dialog"><button class="btn">Close</button></form>
    </dialog>`;
  }
}

customElements.define('mt-key-help', KeyHelp);
