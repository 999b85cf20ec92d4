/** The whole view is in the address: path for the page, query for its settings. */
/** @type {[RegExp, string][]} */
const ROUTES = [
  [/^\/$/, 'list'],
  [/^\/new$/, 'edit'],
  [/^\/experiments\/([a-z0-9-]{1,40})$/, 'live'],
  [/^\/experiments\/([a-z0-9-]{1,40})\/edit$/, 'edit'],
  [/^\/experiments\/([a-z0-9-]{1,40})\/verification$/, 'verify'],
];

/** @returns {{page: string, id: string|null, query: URLSearchParams}} */
export function currentRoute() {
  for (const [pattern, page] of ROUTES) {
    const match = pattern.exec(location.pathname);
    if (match) return { page, id: match[1] ?? null, query: new URLSearchParams(location.search) };
  }
  return { page: 'missing', id: null, query: new URLSearchParams() };
}

/** @param {string} address a path of this page */
export function go(address) {
  history.pushState(null, '', address);
  window.dispatchEvent(new Event('mt-route'));
  window.scrollTo(0, 0);
}

/**
 * Settings of a view replace one another: the back button leaves the page, not the last filter. What opens another view
 * of the page, such as an earlier run, is a place of its own to come back from.
 * @param {Record<string, string|null>} changes @param {{place?: boolean}} [how]
 */
export function setQuery(changes, { place = false } = {}) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  const address = location.pathname + (text ? `?${text}` : '') + location.hash;
  if (place) history.pushState(null, '', address);
  else history.replaceState(null, '', address);
  window.dispatchEvent(new Event('mt-route'));
}

/** Links inside the page change the view without loading it again. */
export function followLinks(root, onRoute) {
  root.addEventListener('click', (event) => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.defaultPrevented) return;
    if (link.target || link.origin !== location.origin || link.getAttribute('href').startsWith('#') || link.hasAttribute('download')) return;
    if (link.pathname.startsWith('/api/')) return;
    event.preventDefault();
    go(link.pathname + link.search + link.hash);
  });
  window.addEventListener('popstate', () => window.dispatchEvent(new Event('mt-route')));
  window.addEventListener('mt-route', onRoute);
}
