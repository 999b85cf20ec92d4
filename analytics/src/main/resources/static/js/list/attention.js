import { shownWord } from '../live/reasons.js';

export const ENDED = ['PROMOTED', 'ROLLED_BACK', 'STOPPED'];

export const drift = (e) => e.status.conditions?.find((c) => c.type === 'InSync' && c.status === 'False');

/** What a person has to look at: a foreign edit, harm, or a verdict that cannot be given. */
export const needsAttention = (e) => Boolean(drift(e)) || ['HARM', 'CANNOT_JUDGE'].includes(e.result && shownWord(e.result)) && !ENDED.includes(e.status.state);
