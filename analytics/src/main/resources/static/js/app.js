import { html, nothing } from 'lit';
import { PageElement } from './core/element.js';
import { glyph, logo } from './core/glyphs.js';
import { currentRoute, followLinks, go } from './core/router.js';
import { signOut, token } from './core/session.js';
import { listenToKeys } from './core/keys.js';
import './components/sign-in.js';
import './components/key-help.js';

/** A fresh element for every experiment: nothing of one is left over in the view of another. */
const view = (name, route) => Object.assign(document.createElement(name), { experiment: route.id });

/** Pages load when first asked for: the list does not wait for the charts. */
const PAGES = {
  list: () => import('./pages/list.js').then(() => html`<mt-list></mt-list>`),
  live: (route) => import('./pages/live.js').then(() => view('mt-live', route)),
  verify: (route) => import('./pages/verify.js').then(() => view('mt-verify', route)),
  edit: (route) => import('./pages/edit.js').then(() => view('mt-edit', route)),
};

const TITLES = { list: 'Experiments', edit: 'Rules', live: 'Live comparison', verify: 'Verification', missing: 'Not found' };

class App extends PageElement {
  static properties = { route: { state: true }, view: { state: true }, signedOut: { state: true }, help: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.signedOut = false;
    this.help = false;
    followLinks(document, () => this.#show());
    window.addEventListener('mt-unauthorised', () => {
      this.signedOut = true;
    });
    window.addEventListener('mt-signed-in', () => {
      this.signedOut = false;
      this.#show(true);
    });
    listenToKeys({ '/': () => (this.querySelector('[data-search]').offsetParent ? this.querySelector('[data-search]').focus() : this.#find()),
      '?': () => (this.help = !this.help), n: () => go('/new') });
    this.#show();
  }

  async #show(again = false) {
    const route = currentRoute();
    const same = !again && this.route && this.route.page === route.page && this.route.id === route.id;
    if (same && this.route) {
      Object.assign(this.route, route);
      this.requestUpdate();
      return;
    }
    this.route = route;
    document.title = `${route.id && route.page === 'verify' ? `Verification of ${route.id}` : route.id ?? TITLES[route.page]} · Meshtrial`;
    const view = route.page in PAGES ? await PAGES[route.page](route) : missing();
    // Whoever went elsewhere while a page was loading is not brought back.
    if (this.route === route) this.view = view;
  }

  render() {
    const { page, id } = this.route ?? currentRoute();
    return html`
      <header class="bar">
        <a class="logo" href="/">${logo()}Meshtrial</a>
        <nav aria-label="Main">
          <a href="/" aria-current=${['list', 'live', 'verify'].includes(page) ? 'page' : nothing}>Experiments</a>
          <a href="/new" aria-current=${page === 'edit' && !id ? 'page' : nothing}>New experiment</a>
        </nav>
        <form class="search" role="search" @submit=${this.#search}>
          ${glyph('search')}
          <input data-search name="q" type="search" placeholder="Search experiments" aria-label="Search experiments" autocomplete="off" />
          <kbd aria-hidden="true">/</kbd>
        </form>
        ${token()
          ? html`<button class="btn small who" @click=${this.#leave}>${glyph('person')}<span>Sign out</span></button>`
          : nothing}
        <span class="icons"><button class="btn" type="button" aria-label="Search experiments" @click=${() => this.#find()}>${glyph('search')}</button>
          ${token() ? html`<button class="btn" type="button" aria-label="Sign out" @click=${this.#leave}>${glyph('person')}</button>` : nothing}</span>
      </header>
      ${this.signedOut ? html`<main id="main"><mt-sign-in></mt-sign-in></main>` : html`<main id="main">${this.view ?? nothing}</main>`}
      ${this.help ? html`<mt-key-help @close=${() => (this.help = false)}></mt-key-help>` : nothing}
    `;
  }

  /** The list has a search of its own; on small screens it is the only one. */
  async #find() {
    if (currentRoute().page !== 'list') go('/');
    for (let look = 0; look < 20; look += 1) {
      const field = this.querySelector('.filters input');
      if (field) return field.focus();
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  #search(event) {
    event.preventDefault();
    const q = new FormData(event.target).get('q');
    go(q ? `/?q=${encodeURIComponent(String(q))}` : '/');
  }

  #leave() {
    signOut();
    this.signedOut = true;
  }
}

const missing = () => html`<div class="wrap"><h1 class="sr">Not found</h1><div class="empty">
  <h2>There is no such page</h2>
  <p>The address may be of an experiment whose id has other characters than a to z, 0 to 9 and the hyphen.</p>
  <div class="actions"><a class="btn" href="/">All experiments</a></div>
</div></div>`;

customElements.define('mt-app', App);
