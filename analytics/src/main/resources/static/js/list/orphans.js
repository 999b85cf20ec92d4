import { html, nothing } from 'lit';
import { hostile } from '../core/format.js';
import { glyph } from '../core/glyphs.js';
import { stateOf } from '../core/words.js';

/** @typedef {{experiment: string, namespace: string, virtualService: string, state: string|null, revision: number, routes: number, variants: string[]}} Orphan */

/**
 * Routes in the mesh that no running experiment owns, each with what can be done.
 * @param {Orphan[]} orphans @param {(verb: 'adopt'|'remove', orphan: Orphan) => void} act
 */
export const orphanStrips = (orphans, act) => orphans.slice(0, 20)
  .map((o) => html`<div class="strip warn orphan">${glyph('routes')}<span><b>Routes of ${hostile(o.experiment, 60)} stand in VirtualService
  ${hostile(o.namespace, 60)}/${hostile(o.virtualService, 60)}</b>,
  ${o.routes === 1 ? 'one route' : `${o.routes} routes`} of r${o.revision}${o.variants?.length ? ` to ${o.variants.map((v) => hostile(v, 40)).join(' and ')}` : nothing}.
  ${o.state ? `The experiment is ${stateOf(String(o.state).toUpperCase().replaceAll(' ', '_')).word.toLowerCase()}.` : 'No experiment of that name is stored.'}</span>
  <button class="btn" type="button" @click=${() => act('adopt', o)}>Adopt</button><button class="btn danger" type="button" @click=${() => act('remove', o)}>Remove</button></div>`);
