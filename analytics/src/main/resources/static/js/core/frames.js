/** @type {Map<object, () => void>} the newest drawing of each owner, in the order in which they asked first */
const waiting = new Map();

/**
 * Draws at the next frame that is free: one drawing a frame, so that an update of a whole page of charts never holds up a
 * key or a click for longer than one chart takes. Whoever asks again before that is drawn once, as it is then.
 * @param {object} owner @param {() => void} draw
 */
export function inFrame(owner, draw) {
  if (!waiting.size) requestAnimationFrame(next);
  waiting.set(owner, draw);
}

function next() {
  const [first] = waiting;
  waiting.delete(first[0]);
  if (waiting.size) requestAnimationFrame(next);
  first[1]();
}
