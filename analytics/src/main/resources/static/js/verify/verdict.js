/**
 * @typedef {{row: string, title: string, question: string, verdict: string, reason: string|null, configured: boolean, sentence: string,
 *   revision: number, checkedAt: string, tookMillis: number, readyAt: string|null, evidence: Evidence, links: {title: string, href: string}[]}} Row
 * @typedef {{facts: {name: string, value: string, of: string|null}[], shares: Share[], findings: Finding[], probes: Probe[], diff: string|null}} Evidence
 * @typedef {{variant: string, targetLower: number, targetUpper: number, observed: number|null, lower: number|null, upper: number|null, level: number, requests: number}} Share
 * @typedef {{object: string, code: string, severity: string, message: string, path: string, fails: boolean}} Finding
 * @typedef {{rule: number, request: string, gateway: string, expected: Record<string, number>, answers: Record<string, number>, unanswered: number, verdict: string}} Probe
 * @typedef {{sentence: string, agrees: number, differs: number, tooEarly: number, unknown: number, notConfigured: number}} Summary
 * @typedef {{run: number, revision: number, at: string, lastAt: string, trigger: string, actor: string, summary: Summary}} Run
 */

/**
 * What a witness says, as glyph, word and tone. Only the first is a pass.
 * @type {Record<string, {word: string, glyph: import('../core/glyphs.js').GlyphName, tone: string}>}
 */
export const CHECKS = {
  AGREES: { word: 'Agrees', glyph: 'tick', tone: 'good' },
  DIFFERS: { word: 'Differs', glyph: 'harm', tone: 'harm' },
  TOO_EARLY: { word: 'Too early', glyph: 'quarter', tone: 'mute' },
  UNKNOWN: { word: 'Unknown', glyph: 'unsure', tone: 'warn' },
};

const NOT_CONFIGURED = { word: 'Not set up', glyph: 'info', tone: 'mute' };

/** @param {Row} row */
export const checkOf = (row) => (row.configured === false ? NOT_CONFIGURED : CHECKS[row.verdict] ?? CHECKS.UNKNOWN);

/** The worst of a summary decides the banner. @param {Summary} summary */
export function bannerOf(summary) {
  if (summary.differs) return { ...CHECKS.DIFFERS, rail: 'is-harm' };
  if (summary.unknown) return { ...CHECKS.UNKNOWN, rail: 'is-warn' };
  if (summary.tooEarly || !summary.agrees) return { ...CHECKS.TOO_EARLY, rail: 'is-mute' };
  return { ...CHECKS.AGREES, rail: '' };
}

/** Says what a difference means for people, by the row that differs. */
const MEANING = {
  'foreign-edit': 'Someone else changed what this experiment builds on. Traffic still flows as published.',
  'live-routes': 'The routes in the mesh are not the ones that were published.',
  'rule-probes': 'A real request was answered by another version than its rule allows.',
  'sample-ratio': 'The split in our events is not the one that was asked for: no verdict is given until it is understood.',
  'telemetry-share': 'The mesh itself counts another split than the one that was asked for.',
  'lost-events': 'Requests reached a service and left no event: the comparison misses them.',
  'kiali-validations': 'Kiali finds an error on an object of this experiment.',
  'kiali-share': 'Kiali’s graph shows another split than the one that was asked for.',
};

/** @param {Row[]} rows @param {Summary} summary */
export function meaning(rows, summary) {
  const first = rows.find((row) => row.verdict === 'DIFFERS');
  if (first) return MEANING[first.row] ?? first.sentence;
  if (summary.unknown) return 'A witness could not tell. That is not a pass, and it stops no rollback.';
  if (summary.tooEarly) return 'Some witnesses need more time or traffic; their rows fill by themselves.';
  return summary.agrees ? 'Every witness that is set up confirms that the mesh does what was asked.' : 'No witness has said anything yet.';
}
