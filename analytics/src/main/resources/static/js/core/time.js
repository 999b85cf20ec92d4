/** Seconds since an instant, never negative: clocks of two machines differ a little. */
export const ageSeconds = (instant, now = Date.now()) => Math.max(0, (now - Date.parse(instant)) / 1000);

/** ISO 8601 duration (PnDTnHnMn.nS) in seconds. */
export function isoSeconds(text) {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(text ?? '');
  if (!match) return null;
  const [, d, h, m, s] = match;
  return Number(d ?? 0) * 86_400 + Number(h ?? 0) * 3600 + Number(m ?? 0) * 60 + Number(s ?? 0);
}
