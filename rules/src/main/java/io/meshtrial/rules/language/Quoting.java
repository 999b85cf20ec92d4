package io.meshtrial.rules.language;

/**
 * Quoted text. A backslash escapes a double quote or a backslash and stands for itself before anything else, so that
 * {@code "\d+\.html"} is a regex as it looks.
 */
final class Quoting {

    private Quoting() {}

    /** Whether the unit at this place is a backslash that escapes the next one. */
    static boolean escapesNext(String text, int at) {
        return text.charAt(at) == '\\' && at + 1 < text.length() && "\"\\".indexOf(text.charAt(at + 1)) >= 0;
    }

    static String quote(String text) {
        var quoted = new StringBuilder(text.length() + 2).append('"');
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            boolean ambiguous = character == '\\' && (at + 1 == text.length() || escapesNext(text, at));
            if (character == '"' || ambiguous) {
                quoted.append('\\');
            }
            quoted.append(character);
        }
        return quoted.append('"').toString();
    }

    static String unquote(String raw) {
        var text = new StringBuilder(raw.length());
        for (int at = 1; at < raw.length() - 1; at++) {
            if (escapesNext(raw, at)) {
                at++;
            }
            text.append(raw.charAt(at));
        }
        return text.toString();
    }

    /** Where a unit of the text stands in its quoted form. */
    static int rawOffset(String raw, int offset) {
        int at = 1;
        for (int passed = 0; passed < offset && at < raw.length() - 1; passed++) {
            at += escapesNext(raw, at) ? 2 : 1;
        }
        return at;
    }

    /** Offset of the first control character or unpaired surrogate, or -1. A tab may stand in a header. */
    static int firstUnwritable(String text) {
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            boolean paired = Character.isHighSurrogate(character)
                    && at + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(at + 1));
            if (paired) {
                at++;
            } else if (Character.isSurrogate(character) || (Character.isISOControl(character) && character != '\t')) {
                return at;
            }
        }
        return -1;
    }

    static String visible(char character) {
        return Character.isWhitespace(character)
                        || Character.isSpaceChar(character)
                        || Character.isISOControl(character)
                        || Character.isSurrogate(character)
                ? "U+%04X".formatted((int) character)
                : Character.toString(character);
    }
}
