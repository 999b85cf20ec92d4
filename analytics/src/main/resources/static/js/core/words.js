/** State and verdict as glyph, word and tone: the same everywhere. */
export const STATES = {
  DRAFT: { word: 'Draft', glyph: 'draft', tone: 'mute' },
  RUNNING: { word: 'Running', glyph: 'running', tone: '' },
  PAUSED: { word: 'Paused', glyph: 'paused', tone: 'mute' },
  PROMOTED: { word: 'Promoted', glyph: 'promoted', tone: 'good' },
  ROLLED_BACK: { word: 'Rolled back', glyph: 'back', tone: 'harm' },
  STOPPED: { word: 'Stopped', glyph: 'stopped', tone: 'mute' },
  WAITS: { word: 'Waits for approval', glyph: 'waits', tone: 'warn' },
};

export const VERDICTS = {
  BETTER: { word: 'Better', glyph: 'better', tone: 'good', rail: '' },
  NO_HARM: { word: 'No harm so far', glyph: 'tick', tone: 'good', rail: '' },
  HARM: { word: 'Harm', glyph: 'harm', tone: 'harm', rail: 'is-harm' },
  INCONCLUSIVE: { word: 'Inconclusive', glyph: 'tilde', tone: 'mute', rail: 'is-mute' },
  INSUFFICIENT_DATA: { word: 'Not enough data', glyph: 'quarter', tone: 'mute', rail: 'is-mute' },
  CANNOT_JUDGE: { word: 'Cannot judge', glyph: 'unsure', tone: 'warn', rail: 'is-warn' },
  NOT_JUDGED: { word: 'Not judged', glyph: 'info', tone: 'mute', rail: 'is-mute' },
};

const UNKNOWN = { word: 'Unknown', glyph: 'unsure', tone: 'mute', rail: 'is-mute' };

export const stateOf = (name) => STATES[name] ?? UNKNOWN;
export const verdictOf = (name) => VERDICTS[name] ?? UNKNOWN;

/** Marks of the arms in order: the control first. Dash, marker and label say which is which; colour repeats it. */
export const ARMS = [
  { css: 'control', dash: '7 4', marker: 'ring' },
  { css: 'treat', dash: '', marker: 'triangle' },
  { css: 'treat-2', dash: '2 2', marker: 'square' },
  { css: 'treat-3', dash: '8 3 2 3', marker: 'diamond' },
];

/** Marks of the n-th arm; beyond the fourth the label at the line's end tells them apart. @param {number} index */
export const armMarks = (index) => ARMS[Math.min(index, ARMS.length - 1)];
