/**
 * Numbers and times as the page writes them: estimate first, then "(lower to upper)", one precision per interval,
 * a true minus sign, narrow no-break spaces before % and between thousands.
 */
const NARROW = '\u202f';
const MINUS = '\u2212';

/** Digits after the point for an interval of this width (in the unit shown). */
export const digitsFor = (width) => (width >= 10 ? 0 : width >= 1 ? 1 : 2);

/** @param {number} value @param {number} [digits] */
export function number(value, digits = 0) {
  const fixed = Math.abs(value).toFixed(digits);
  const [whole, part] = fixed.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, NARROW);
  const text = part ? `${grouped}.${part}` : grouped;
  return value < 0 && Number(fixed) !== 0 ? MINUS + text : text;
}

/** The sign is always there on a change; a change that rounds to nothing has none. */
export function signed(value, digits = 0) {
  return value > 0 && Number(value.toFixed(digits)) !== 0 ? `+${number(value, digits)}` : number(value, digits);
}

/** A share in 0..1 as per cent. */
export const percent = (share, digits = 1) => `${number(share * 100, digits)}${NARROW}%`;

/** Four significant digits are enough to tell small shares apart: 0.210 %, 5.13 %, 81.4 %. */
export function rate(share) {
  const value = share * 100;
  return `${number(value, value >= 10 ? 1 : value >= 1 ? 2 : 3)}${NARROW}%`;
}

/**
 * A relative change with its interval, never rounded across a line it is judged against.
 * @param {{estimate: number|null, lower: number|null, upper: number|null}} change as shares (0.05 is 5 %)
 * @param {number} [line] the margin, as a share
 */
export function change({ estimate, lower, upper }, line) {
  const digits = safeDigits([lower, upper], line, digitsFor(widthOf(lower, upper) * 100));
  const one = (value) => (value === null || value === undefined ? 'no bound yet' : oneChange(value, digits));
  const bare = (value) => one(value).replace(`${NARROW}%`, '');
  const inPercent = one(upper).endsWith('%');
  return {
    estimate: estimate === null || estimate === undefined ? 'no estimate' : oneChange(estimate, digits),
    interval: `${inPercent ? bare(lower) : one(lower)} to ${bare(upper)}`,
    withUnit: `${inPercent ? bare(lower) : one(lower)} to ${one(upper)}`,
    lower: one(lower),
    upper: one(upper),
  };
}

/** Changes beyond +100 % read better as a factor. */
function oneChange(value, digits) {
  return value > 1 ? `×${number(1 + value, 1)}` : `${signed(value * 100, digits)}${NARROW}%`;
}

function widthOf(lower, upper) {
  return lower === null || upper === null || lower === undefined || upper === undefined ? 1 : Math.abs(upper - lower);
}

function safeDigits(bounds, line, digits) {
  if (line === undefined || line === null) return digits;
  const crosses = (d) =>
    bounds.some((b) => b !== null && b !== undefined && b !== line && Number((b * 100).toFixed(d)) === Number((line * 100).toFixed(d)));
  let found = digits;
  while (found < 4 && crosses(found)) found += 1;
  return found;
}

/** A difference of shares, in points. */
export function points({ estimate, lower, upper }) {
  const digits = digitsFor(widthOf(lower, upper) * 100);
  return {
    estimate: `${signed(estimate * 100, digits)} points`,
    interval: `${signed(lower * 100, digits)} to ${signed(upper * 100, digits)}`,
  };
}

/** Microseconds as people read latency: ms below a second, then s. */
export function latency(micros) {
  const ms = micros / 1000;
  if (ms >= 1000) return `${number(ms / 1000, ms >= 10_000 ? 0 : 2)} s`;
  return `${number(ms, ms >= 10 ? 0 : ms >= 1 ? 1 : 2)} ms`;
}

/** Seconds as "3 h 20", "40 min", "8 s". */
export function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.round(whole / 60)} min`;
  if (whole < 86_400) {
    const hours = Math.floor(whole / 3600);
    const minutes = Math.round((whole % 3600) / 60);
    return minutes === 0 ? `${hours} h` : minutes === 60 ? `${hours + 1} h` : `${hours} h ${minutes}`;
  }
  return `${Math.round(whole / 86_400)} d`;
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** An e-value: beyond a million only its size matters, so "over 10¹⁵". */
export function evidence(e) {
  if (e < 1e6) return number(e, e < 10 ? 2 : 0);
  const power = e === Infinity ? 308 : Math.floor(Math.log10(e) + 1e-9);
  return `over 10${[...String(power)].map((digit) => SUPERSCRIPTS[Number(digit)]).join('')}`;
}

/** The usual gap between events; nobody needs its milliseconds. */
export const gapText = (seconds) => (seconds < 1 ? 'under 1 s' : `about ${duration(seconds)}`);

/** A tick of an axis of time in ms: 200, 1 s, 10 s. */
export const tickMs = (micros) => (micros >= 1e6 ? `${number(micros / 1e6, micros % 1e6 ? 1 : 0)} s` : number(micros / 1000, micros < 1000 ? 1 : 0));

/** Counts: all digits in tables, "1.04 M" in strips. */
export const count = (n) => number(n, 0);
export const countShort = (n) => (n >= 1e6 ? `${number(n / 1e6, 2)} M` : number(n, 0));

/** Made once: a long table has a time in every row, and making a format costs more than using it. @param {Intl.DateTimeFormatOptions} parts */
const wording = (parts) => {
  const format = new Intl.DateTimeFormat('en-GB', parts);
  return (at) => (Number.isNaN(at.getTime()) ? 'unknown' : format.format(at));
};
const minutes = wording({ hour: '2-digit', minute: '2-digit' });
const seconds = wording({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = wording({ day: 'numeric', month: 'short' });

/** 24 h, local, with the date when it is not today. */
export function clock(instant, now = new Date()) {
  const at = new Date(instant);
  return at.toDateString() === now.toDateString() ? minutes(at) : `${day(at)} ${minutes(at)}`;
}

export const clockMinutes = (instant) => minutes(new Date(instant));
export const clockSeconds = (instant) => seconds(new Date(instant));

/** Strings from requests are hostile: cut, with bidirectional and control characters shown as escapes. */
export function hostile(text, limit = 80) {
  const shown = String(text).replace(
    /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return shown.length > limit ? `${shown.slice(0, limit - 1)}…` : shown;
}

/** Seconds since an instant, never negative: clocks of two machines differ a little. */
export const ageSeconds = (instant, now = Date.now()) => Math.max(0, (now - Date.parse(instant)) / 1000);

/** ISO 8601 duration (PnDTnHnMn.nS) in seconds. */
export function isoSeconds(text) {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(text ?? '');
  if (!match) return null;
  const [, d, h, m, s] = match;
  return Number(d ?? 0) * 86_400 + Number(h ?? 0) * 3600 + Number(m ?? 0) * 60 + Number(s ?? 0);
}
