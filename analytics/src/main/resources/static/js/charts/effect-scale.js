import { number } from '../core/format.js';

/**
 * How an effect is laid on its axis: rates as log ratios, so that half and double are equally far; labels stay in per cent.
 * @param {any} effect
 */
export function effectScale(effect) {
  const logs = effect.scale === 'LOG_RATIO';
  const worseUp = effect.direction === 'LOWER_IS_BETTER';
  /** @param {number} value relative @returns {number} */
  const scaled = (value) => (logs ? Math.log1p(Math.max(value, -0.99)) : value);
  return {
    scaled, worseUp,
    /** The side of zero on which a margin lies. @param {number} margin */
    turned: (margin) => scaled(worseUp ? margin : -margin),
    /** @param {number} v on the axis */
    text: (v) => {
      const percent = (logs ? Math.expm1(v) : v) * 100;
      return Math.abs(percent) < 0.05 ? '0' : `${percent > 0 ? '+' : '−'}${number(Math.abs(percent), Math.abs(percent) < 10 ? 1 : 0)}\u202f%`;
    },
    frame: () => frame(effect, scaled, worseUp),
  };
}

/** Frame of −2.5 to +4.5 margins; where a metric has none, what the later bounds need. @returns {[number, number]} */
function frame({ margins, points }, scaled, worseUp) {
  const margin = margins.at(-1)?.margin;
  if (margin) {
    const [low, high] = worseUp ? [-2.5 * margin, 4.5 * margin] : [-4.5 * margin, 2.5 * margin];
    return [scaled(low), scaled(high)];
  }
  const late = points.slice(-Math.ceil(points.length * 0.7)).flatMap((p) => [p.lower, p.upper]).filter((v) => v !== null).map(scaled);
  const reach = Math.max(0.02, ...late.map(Math.abs)) * 1.15;
  return [-reach, reach];
}

/** Five ticks at most, on round values, zero among them. @param {[number, number]} frame */
export function fiveTicks([low, high]) {
  const span = high - low;
  const step = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1, 2, 5].find((s) => span / s <= 4.6) ?? 10;
  const ticks = [];
  for (let at = Math.ceil(low / step) * step; at <= high + 1e-9; at += step) ticks.push(Math.abs(at) < 1e-9 ? 0 : at);
  return ticks;
}
