/** The bearer token of this tab's person: kept in the browser, sent in a header, never in the address. */
const KEY = 'meshtrial.token';

export const token = () => localStorage.getItem(KEY) ?? '';
export const signIn = (value) => localStorage.setItem(KEY, value.trim());
export const signOut = () => localStorage.removeItem(KEY);

/** @returns {Record<string, string>} */
export const authorization = () => (token() ? { Authorization: `Bearer ${token()}` } : {});
