package io.meshtrial.events;

/** Character sets of the names in identities and events, checked without regular expressions: they are on the hot path. */
final class Names {

    static final int MAX_EXPERIMENT = 40;

    private Names() {}

    /** {@code [a-z0-9-]{1,40}}. */
    static boolean isExperiment(String text) {
        if (text.isEmpty() || text.length() > MAX_EXPERIMENT) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(isDigit(c) || c >= 'a' && c <= 'z' || c == '-')) {
                return false;
            }
        }
        return true;
    }

    /** {@code [A-Za-z0-9._-]{1,max}}. */
    static boolean isLabel(String text, int max) {
        if (text.isEmpty() || text.length() > max) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(isDigit(c) || isLetter(c) || c == '-' || c == '_' || c == '.')) {
                return false;
            }
        }
        return true;
    }

    /** A token of RFC 9110, section 5.6.2, as names of cookies are: at least one character, at most {@code max}. */
    static boolean isToken(String text, int max) {
        if (text.isEmpty() || text.length() > max) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(isDigit(c) || isLetter(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0)) {
                return false;
            }
        }
        return true;
    }

    /** Decimal number from 0 to 999 999 999 without sign or leading zero; -1 when the text is none. */
    static int ordinal(String text) {
        if (text.isEmpty() || text.length() > 9 || text.length() > 1 && text.charAt(0) == '0') {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isDigit(c)) {
                return -1;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
