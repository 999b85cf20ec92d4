import { label, stroke } from './pen.js';

/**
 * What lies beyond the frame is cut there: a line along the frame as long as it is beyond, an arrow at its end, and the value.
 *
 * @param {import('./pen.js').Pen} pen
 * @param {{x: number, y: number, text: string}[]} points in pixels, in the order of time
 */
export function offScale(pen, points) {
  let free = -Infinity;
  for (const run of runs(pen, points)) {
    const [first, last] = [run.points[0], run.points[run.points.length - 1]];
    const edge = run.up ? pen.top + 1 : pen.bottom - 1;
    const inward = run.up ? 1 : -1;
    stroke(pen, [[first.x, edge], [last.x, edge]], 'treat', 2, [2, 3]);
    stroke(pen, [[last.x - 5, edge + 7 * inward], [last.x, edge], [last.x + 5, edge + 7 * inward]], 'treat', 2);
    const half = pen.ctx.measureText(last.text).width / 2 + 12;
    const x = Math.max(pen.left + half, Math.min(last.x - 14, pen.right - half));
    if (x - half < free) continue;
    label(pen, `${run.up ? '↑' : '↓'} ${last.text}`, x, edge + 14 * inward, 'treat', { align: 'center', bold: true, plate: true });
    free = x + half;
  }
}

/**
 * Neighbours beyond the same side of the frame.
 * @param {import('./pen.js').Pen} pen @param {{x: number, y: number, text: string}[]} points
 * @returns {{up: boolean, points: {x: number, y: number, text: string}[]}[]}
 */
function runs(pen, points) {
  /** @type {{up: boolean, points: {x: number, y: number, text: string}[]}[]} */
  const found = [];
  let side = '';
  for (const point of points) {
    const here = point.y < pen.top ? 'up' : point.y > pen.bottom ? 'down' : '';
    if (here && here !== side) found.push({ up: here === 'up', points: [] });
    if (here) found[found.length - 1].points.push(point);
    side = here;
  }
  return found;
}
