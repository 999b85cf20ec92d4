/**
 * What a chart's marks are drawn with, in CSS pixels.
 * @typedef {{ctx: CanvasRenderingContext2D, x: (t: number) => number, y: (v: number) => number, colour: (token: string) => string,
 *   left: number, right: number, top: number, bottom: number}} Pen
 */

/** @param {Pen} pen @param {[number, number][]} points */
export function stroke(pen, points, token, width, dash = []) {
  const { ctx } = pen;
  ctx.beginPath();
  points.forEach(([x, y], i) => (i ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  ctx.strokeStyle = pen.colour(token);
  ctx.lineWidth = width;
  ctx.setLineDash(dash);
  ctx.stroke();
  ctx.setLineDash([]);
}

export function fill(pen, points, token) {
  const { ctx } = pen;
  ctx.beginPath();
  points.forEach(([x, y], i) => (i ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  ctx.closePath();
  ctx.fillStyle = pen.colour(token);
  ctx.fill();
}

/** Hatching for what is not known: missing data looks missing, and is named where there is room. */
export function hatch(pen, from, to, text = '') {
  const { ctx, top, bottom } = pen;
  ctx.save();
  ctx.beginPath();
  ctx.rect(from, top, to - from, bottom - top);
  ctx.clip();
  for (let x = from - (bottom - top); x < to; x += 6) stroke(pen, [[x, bottom], [x + (bottom - top), top]], 'line-2', 1);
  ctx.restore();
  if (!text) return;
  const half = ctx.measureText(text).width / 2;
  label(pen, text, Math.min(pen.right - half, Math.max(pen.left + half, (from + to) / 2)), top + 14, 'ink-2', { align: 'center', plate: true });
}

/** Text with a halo of the page's ground, so that lines under it do not cut it; on a plate where a band lies under it. */
export function label(pen, text, x, y, token, { align = 'left', bold = false, plate = false } = {}) {
  const { ctx } = pen;
  ctx.save();
  ctx.textAlign = align;
  ctx.textBaseline = 'middle';
  if (bold) ctx.font = `500 ${ctx.font}`;
  if (plate) {
    const width = ctx.measureText(text).width + 6;
    ctx.fillStyle = pen.colour('bg');
    ctx.fillRect(align === 'right' ? x - width + 3 : align === 'center' ? x - width / 2 : x - 3, y - 8, width, 16);
  }
  ctx.lineWidth = 3;
  ctx.lineJoin = 'round';
  ctx.strokeStyle = pen.colour('bg');
  ctx.strokeText(text, x, y);
  ctx.fillStyle = pen.colour(token);
  ctx.fillText(text, x, y);
  ctx.restore();
}

/** A triangle, the treatment's marker. */
export function triangle(pen, x, y, size, token) {
  fill(pen, [[x, y - size], [x + size, y + size * 0.8], [x - size, y + size * 0.8]], token);
}
