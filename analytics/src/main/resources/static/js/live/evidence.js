import { html } from 'lit';
import { setQuery } from '../core/router.js';
import { noEventYet } from '../components/states.js';
import { sharePanel } from './share.js';
import { goalPanel, guardrailPanel } from './metrics.js';
import { effectPanel } from './effects.js';
import { latencyPanel } from './latency.js';
import { segmentPanel } from './segments.js';

export const TABS = [['effect', 'Effect'], ['share', 'Share'], ['latency', 'Latency'], ['segments', 'Segments']];

/** Where visitors go: on one machine two ports above this page; elsewhere the caller's gateway, named by a variable. */
function edgeAddress() {
  const local = ['127.0.0.1', 'localhost', '[::1]'].includes(location.hostname);
  return local && location.port ? `http://127.0.0.1:${Number(location.port) + 2}` : 'http://$GATEWAY';
}

export const nothingYet = () =>
  html`<div class="tile later">${noEventYet('Routes are one thing, visitors another: nobody has been served by an owned route. Send one request:',
  `curl -s ${edgeAddress()}/ -o /dev/null -w '%{http_code}\\n'`)}</div>`;

/**
 * The panels under the verdict: all below one another, on smaller screens the charts behind tabs.
 * @param {{results: any, address: string, old: boolean, size: string, query: URLSearchParams, readSegments: (metric: string) => void}} of old: the numbers are not of now
 */
export function evidence({ results, address, old, size, query, readSegments }) {
  const share = sharePanel(results, address);
  const effect = effectPanel(results, address, old, size, query.get('effect'), (chosen) => setQuery({ effect: chosen }));
  const latency = latencyPanel(results, address, size);
  const segments = segmentPanel(results, address, readSegments, size);
  const metrics = html`${guardrailPanel(results, address, query.get('axis') === 'percent', (axis) => setQuery({ axis }), size)}${goalPanel(results, address, size)}`;
  if (size === 'wide') return html`${share}${metrics}${effect}${latency}${segments}`;
  const asked = query.get('tab');
  const tab = TABS.some(([key]) => key === asked) ? asked : 'effect';
  return html`${metrics}<section class="mtabs"><h2>Charts</h2>
    <div class="tabs" role="tablist"
      aria-label="Charts">${TABS.map(([key, text]) =>
      html`<button role="tab" id="tab-${key}" aria-controls="charts" aria-selected=${key === tab} tabindex=${key === tab ? 0 : -1}
      @click=${() => setQuery({ tab: key })} @keydown=${step}>${text}</button>`)}</div>
    <div role="tabpanel" id="charts" aria-labelledby="tab-${tab}">${{ effect, share, latency, segments }[tab] ?? effect}</div></section>`;
}

/** Arrow keys go along the tabs; the focus goes with them. */
function step(event) {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by) return;
  const tabs = [...event.target.parentElement.querySelectorAll('[role=tab]')];
  const to = (tabs.indexOf(event.target) + by + tabs.length) % tabs.length;
  setQuery({ tab: TABS[to][0] });
  tabs[to].focus();
}
