import { html, render } from 'lit';

const TEXTS = {
  start: ['Start', 'Publishes the owned routes. Visitors are divided from the moment the gateway has them.'],
  pause: ['Pause', 'Freezes the rollout. Routes stay as they are and events are counted on.'],
  resume: ['Resume', 'Lets the rollout go on from the step it held.'],
  promote: ['Promote', 'Sends all of the experiment’s traffic to the treatment.'],
  rollback: ['Roll back', 'Removes the owned routes and marks the treatment bad. Everyone is back on the base routes.'],
  accept: ['Accept', 'The base routes are taken as they are now. Routes of this experiment that someone removed are put back.'],
  approve: ['Approve', 'Consents to exactly this plan. Somebody else applies it, once.'],
  adopt: ['Adopt', 'Makes a running experiment of the routes that stand there. Nothing changes in the mesh.'],
  remove: ['Remove', 'Takes the routes out of the mesh. Everyone is back on the base routes.'],
  stop: ['Stop', 'Removes the owned routes. Everyone is back on the base routes.'],
};

/**
 * Asks once before a move, with room for the reason; the move stands first, so that Enter means it. Rolling back is two actions: the button and Enter.
 * @returns {Promise<string|null>} the reason, or null when the person thinks better of it
 */
export function confirmMove(move, label, experiment) {
  const [title, text] = TEXTS[move] ?? [label, ''];
  const dialog = document.createElement('dialog');
  document.body.append(dialog);
  render(html`<form method="dialog" class="confirm">
    <h2>${title}: ${experiment}</h2><p>${text}</p>
    <label>Why <span class="mute">(goes into the history)</span><input name="reason" maxlength="400" autocomplete="off" autofocus /></label>
    <div class="actions"><button class="btn ${['rollback', 'stop', 'remove'].includes(move) ? 'danger' : 'primary'}" value="yes">${title}</button><button class="btn" value="no">Cancel</button></div>
  </form>`, dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      const reason = /** @type {HTMLInputElement} */ (dialog.querySelector('input')).value.trim();
      dialog.remove();
      resolve(dialog.returnValue === 'yes' ? reason : null);
    });
  });
}
