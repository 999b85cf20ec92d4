package io.meshtrial.rules.language;

import java.util.Locale;

/** Stable names of everything that rule text or rule JSON can be refused for. */
public enum RejectionCode {
    TEXT_TOO_LONG,
    TOO_MANY_RULES,
    NO_RULES,
    SYNTAX,
    TOO_DEEP,
    WRONG_SHAPE,
    INVALID_TEXT,
    INVALID_SHARE,
    SHARES_OVER_WHOLE,
    SHARES_NOT_EXACT,
    INVALID_VARIANT,
    DUPLICATE_VARIANT,
    UNKNOWN_VARIANT,
    INVALID_REGEX,
    REGEXES_TOO_LARGE,
    INVALID_NAME,
    INVALID_VALUE,
    DUPLICATE_EVERYONE_ELSE,
    RULE_AFTER_EVERYONE_ELSE,
    DUPLICATE_MIRROR;

    /** As REST and the page show it, for example {@code shares-over-whole}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
