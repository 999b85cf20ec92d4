import { change, clock, number } from '../core/format.js';
import { label, stroke } from './pen.js';

const seconds = (instant) => Date.parse(instant) / 1000;
const WORDS = { BELOW_MARGIN: 'below margin', BETTER: 'better', HARM: 'harm' };

/**
 * Words on an effect's curve: now, margins at their lines, crossings, and the bounds at its end.
 * @param {import('./pen.js').Pen} pen
 * @param {{crossings: any[], known: any[], steps: any[], last: number, stale: boolean, scale: any}} of known: points with bounds; steps: margins; last: epoch seconds
 */
export function effectLabels(pen, { crossings, known, steps, last, stale, scale }) {
  const now = pen.x(last);
  stroke(pen, [[now, pen.top - 4], [now, pen.bottom]], 'ink-3', 1);
  label(pen, stale ? 'last event' : 'now', now, pen.top - 10, 'ink-2', { align: now > pen.right - 30 ? 'right' : 'center', bold: true });
  marginLabels(pen, steps, scale);
  for (const crossing of crossings) crossingLabel(pen, crossing, known, scale);
  const end = known.at(-1);
  if (!end) return;
  const below = Math.max(pen.top + 34, Math.min(pen.bottom - 10, pen.y(scale.scaled(end.lower)) + 13));
  label(pen, change(end, steps.at(-1)?.margin).withUnit, pen.right - 3, below, 'treat', { align: 'right', bold: true, plate: true });
}

/** The margin is named at the right end of its line; earlier steps above theirs, or at the frame with their value. */
function marginLabels(pen, steps, { turned, worseUp }) {
  steps.forEach((step, i) => {
    const isLast = i === steps.length - 1;
    const text = `${isLast ? 'margin' : 'step margin'} ${number(step.margin * 100)}\u202f%`;
    const y = pen.y(turned(step.margin));
    const from = Math.max(pen.left, pen.x(seconds(step.from)));
    const to = isLast ? pen.right : Math.min(pen.right, pen.x(seconds(steps[i + 1].from)));
    const room = pen.ctx.measureText(text).width + 8;
    if (!isLast && to - from < room) return;
    const off = y < pen.top || y > pen.bottom;
    const at = off ? (y < pen.top ? pen.top + 8 : pen.bottom - 8) : y + (worseUp ? -10 : 10);
    label(pen, off ? `${text} ${y < pen.top ? '↑' : '↓'}` : text, isLast ? pen.right - 3 : from + 4, at, 'harm-ink', { align: isLast ? 'right' : 'left' });
  });
}

function crossingLabel(pen, { at, kind }, known, { scaled, worseUp }) {
  const point = known.find((p) => p.at >= at) ?? known.at(-1);
  if (!point) return;
  const value = kind === 'BETTER' && !worseUp ? point.lower : point.upper;
  const [x, y] = [pen.x(seconds(at)), Math.max(pen.top, Math.min(pen.bottom, pen.y(scaled(value))))];
  pen.ctx.beginPath();
  pen.ctx.arc(x, y, 4, 0, 2 * Math.PI);
  pen.ctx.fillStyle = pen.colour('bg');
  pen.ctx.fill();
  pen.ctx.strokeStyle = pen.colour('ink');
  pen.ctx.lineWidth = 1.5;
  pen.ctx.stroke();
  const words = `${WORDS[kind] ?? kind} since ${clock(at)}`;
  const half = pen.ctx.measureText(words).width / 2 + 6;
  const up = kind !== 'BETTER';
  const to = up ? Math.max(pen.top + 10, y - 34) : Math.min(pen.bottom - 10, y + 30);
  stroke(pen, [[x, y + (up ? -4 : 4)], [x, to + (up ? 8 : -8)]], 'ink', 1);
  label(pen, words, Math.max(pen.left + half, Math.min(x, pen.right - half)), to, 'ink', { align: 'center', bold: true, plate: true });
}
