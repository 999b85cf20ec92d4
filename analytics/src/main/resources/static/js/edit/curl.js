const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * What the page does, as a command: the token stays a variable.
 * @param {{experiment: string|undefined, etag: string|null|undefined, text: string, spec: Record<string, any>}} of
 */
export function curlOf({ experiment, etag, text, spec }) {
  const bearer = '-H "Authorization: Bearer $TOKEN"';
  return experiment
    ? `curl -X PUT ${location.origin}/api/v1/experiments/${experiment}/rules ${bearer} -H 'If-Match: ${etag ?? '*'}' -H 'Content-Type: text/plain' --data-binary ${quoted(text)}`
    : `curl -X POST ${location.origin}/api/v1/experiments ${bearer} -H 'Content-Type: application/json' -d ${quoted(JSON.stringify({ ...spec, rules: text }))}`;
}
