package io.meshtrial.rules.language;

import java.util.Locale;

/**
 * @param text the word, or what stands between the quotes with escapes resolved
 * @param raw as written, quotes included
 * @param column from 1
 */
record Token(Kind kind, String text, String raw, int column) {

    enum Kind {
        WORD,
        STRING,
        COMMA,
        COLON,
        OPEN,
        CLOSE,
        END
    }

    /** Whether this is the given keyword, in any case. */
    boolean is(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    String lowerCase() {
        return text.toLowerCase(Locale.ROOT);
    }

    /** As an error message names it. */
    String described() {
        return kind == Kind.END ? "the end of the line" : raw;
    }
}
