/** Single keys work everywhere but in fields, and can be switched off. */
const OFF = 'meshtrial.keys.off';

export const keysOff = () => localStorage.getItem(OFF) === 'yes';
export const switchKeys = (off) => localStorage.setItem(OFF, off ? 'yes' : 'no');

/**
 * @param {Record<string, () => void>} actions by key, lower case
 * @returns {() => void} stops listening
 */
export function listenToKeys(actions) {
  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || keysOff() || inField(event.target) || document.querySelector('dialog[open]')) return;
    const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };
  window.addEventListener('keydown', onKey);
  return () => window.removeEventListener('keydown', onKey);
}

const inField = (target) => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
