package io.meshtrial.rules.regex;

/**
 * One element of an RE2 expression.
 *
 * @param offset where it begins, in UTF-16 units from 0
 */
public record RegexToken(Kind kind, String text, int offset) {

    public enum Kind {
        LITERAL,
        DOT,
        /** A bracketed class, brackets included. */
        CHARACTER_CLASS,
        /** A backslash escape that takes one character. */
        ESCAPE,
        /** From {@code \Q} up to {@code \E}. */
        QUOTED,
        ANCHOR,
        OPEN,
        /** Flags without a body, as in {@code (?i)}. */
        FLAGS,
        CLOSE,
        REPEAT,
        ALTERNATE
    }

    public int end() {
        return offset + text.length();
    }
}
