/** Rules in the shape of the API's JSON, taken apart and put together for the form. */
export const KINDS = [
  { key: 'allocate', text: 'requests' }, { key: 'everyoneElse', text: 'everyone else' }, { key: 'mirror', text: 'mirror' },
];

const BROWSERS = ['Chrome', 'Edge', 'Firefox', 'Safari', 'Opera', 'Samsung Internet', 'any Chromium', 'WebView', 'mobile', 'bots', 'curl'];

export const FIELDS = [
  { key: 'browser', text: 'browser', options: BROWSERS }, { key: 'header', text: 'header', named: true }, { key: 'cookie', text: 'cookie', named: true },
  { key: 'query', text: 'query parameter', named: true }, { key: 'path', text: 'path' }, { key: 'method', text: 'method' }, { key: 'host', text: 'host' },
];

export const COMPARISONS = [['is', 'is'], ['startsWith', 'starts with'], ['matches', 'matches'], ['present', 'present']];

export const blank = (variants) => ({ allocate: { shares: [{ variant: variants.at(-1), percent: 10 }] } });
export const kindOf = (rule) => KINDS.find((k) => k.key in rule)?.key ?? 'allocate';

/** Another kind of rule with the same shares. */
export function withKind(rule, kind) {
  const shares = rule.mirror ? [rule.mirror] : rule[kindOf(rule)].shares;
  return kind === 'mirror' ? { mirror: { ...shares[0] } } : { [kind]: { shares } };
}

/** A flat list joined by one word, or null where conditions nest deeper than a form can show. */
export function conditionsOf(when) {
  if (!when || when.everyone) return { join: 'and', list: [] };
  const join = when.or ? 'or' : 'and';
  const list = when.and ?? when.or ?? [when];
  return list.every((condition) => isLeaf(condition.not ?? condition)) ? { join, list } : null;
}

const isLeaf = (condition) => FIELDS.some((f) => f.key in condition);

export function withConditions(rule, join, list) {
  const { when: _, ...rest } = rule.allocate;
  if (!list.length) return { allocate: rest };
  return { allocate: { when: list.length === 1 ? list[0] : { [join]: list }, ...rest } };
}

/** One comparison in its parts. */
export function partOf(condition) {
  const inner = condition.not ?? condition;
  const field = FIELDS.find((f) => f.key in inner)?.key ?? 'browser';
  const body = inner[field];
  if (field === 'browser') return { not: 'not' in condition, field, name: '', compare: 'is', value: body };
  const compare = COMPARISONS.find(([key]) => key in body)?.[0] ?? 'is';
  return { not: 'not' in condition, field, name: body.name ?? '', compare, value: compare === 'present' ? '' : body[compare] };
}

export function withField({ not, field, name, compare, value }) {
  const named = FIELDS.some((f) => f.key === field && f.named);
  const kept = compare === 'present' && !named ? 'is' : compare;
  const inner = field === 'browser' ? { browser: value } : { [field]: { ...(named ? { name } : {}), [kept]: kept === 'present' ? true : value } };
  return not ? { not: inner } : inner;
}

export const describe = (when) => JSON.stringify(when);
