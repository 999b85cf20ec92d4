package io.meshtrial.rules.language;

/**
 * A place in rule text.
 *
 * @param line from 1
 * @param column from 1, in UTF-16 units, as a text area of a browser counts them
 * @param length how many units to underline, at least 1
 */
public record Position(int line, int column, int length) {}
