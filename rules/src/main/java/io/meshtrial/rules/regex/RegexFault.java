package io.meshtrial.rules.regex;

/**
 * Why an expression cannot run in Envoy.
 *
 * @param offset where the fault lies in the expression, in UTF-16 units from 0
 * @param length how many units it spans, at least 1 unless the expression is empty
 */
public record RegexFault(int offset, int length, String reason, String hint) {}
