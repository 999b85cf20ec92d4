import { html, nothing } from 'lit';
import { hostile } from '../core/format.js';

/** What a new experiment is called, asks, and is about. @param {any[]} services @param {(event: Event) => void} changed */
export const whatForm = (services, changed) => html`<form class="what" @submit=${(e) => e.preventDefault()} @change=${changed}>
  <label>Name <input name="id" required pattern="[a-z0-9\\-]{1,40}" maxlength="40" placeholder="search-ranking"
    autocomplete="off" /><small>a to z, 0 to 9 and the hyphen; never used twice</small></label>
  <label>Question <input name="question" maxlength="200" placeholder="Does ranked search help?" autocomplete="off" /></label>
  ${services.length > 1 ? html`<label>Service
    <select name="at">${services.map((s) =>
    html`<option value="${s.namespace}/${s.service}">${hostile(s.namespace, 60)} / ${hostile(s.service, 60)}</option>`)}</select></label>` : nothing}
  <label>Events come from <select name="eventSource"><option value="">the services themselves</option><option value="ACCESS_LOG">the mesh\u2019s access log</option></select>
    <small>The access log needs no change of a service; it knows status and duration, no values of the application.</small></label>
  <label>Priority <input name="priority" type="number" min="-1000" max="1000" step="1"
    placeholder="0" /><small>only where experiments overlap: the higher one is asked first; equal ones must exclude one another</small></label></form>`;

/** The members of a definition that the form gives; what is left out is derived from the mesh. @param {HTMLFormElement|null} form */
export function specOf(form) {
  const values = form ? Object.fromEntries([...new FormData(form)].filter(([, v]) => String(v).trim())) : {};
  const { at, priority, ...spec } = values;
  const [namespace, service] = at ? String(at).split('/') : [];
  return { id: 'new-experiment', ...spec, ...(priority ? { priority: Number(priority) } : {}), ...(at ? { namespace, service } : {}) };
}
