package io.meshtrial.routing.evaluate;

import org.jspecify.annotations.Nullable;

/**
 * What Envoy makes of a path before it matches and sends it on: dot segments resolved, escapes of unreserved characters
 * undone, a backslash turned into a slash, characters that do not belong into a URL escaped. Double slashes and other
 * escapes stay.
 */
final class PathNormalisation {

    private static final String ESCAPED = "\"<>^`{|}";

    private PathNormalisation() {}

    /** The path to match, or null where the proxy answers 400: a NUL, escaped or not. */
    static @Nullable String normalise(String path) {
        if (isPlain(path)) {
            return path;
        }
        StringBuilder out = new StringBuilder(path.length() + 8);
        int at = 0;
        while (at < path.length()) {
            int dot = dotLength(path, at);
            if (dot > 0) {
                at = dotted(path, at, dot, out);
                continue;
            }
            char character = path.charAt(at);
            if (character == '%') {
                int value = escapedValue(path, at);
                if (value == 0) {
                    return null;
                }
                if (value < 0) {
                    out.append('%');
                    at++;
                } else {
                    out.append(isUnreserved(value) ? String.valueOf((char) value) : path.substring(at, at + 3));
                    at += 3;
                }
                continue;
            }
            if (character == 0) {
                return null;
            }
            if (character == '\\') {
                out.append('/');
            } else if (isEscaped(character)) {
                out.append('%').append(hex(character >> 4)).append(hex(character & 15));
            } else {
                out.append(character);
            }
            at++;
        }
        return out.toString();
    }

    /** Most paths need nothing: no dot after a slash, no escape, nothing to escape. */
    private static boolean isPlain(String path) {
        for (int i = 0; i < path.length(); i++) {
            char character = path.charAt(i);
            if (character == '%' || character == '\\' || isEscaped(character)) {
                return false;
            }
            if (character == '.' && i > 0 && path.charAt(i - 1) == '/') {
                return false;
            }
        }
        return true;
    }

    private static int dotted(String path, int at, int dot, StringBuilder out) {
        int after = at + dot;
        boolean afterSlash = !out.isEmpty() && out.charAt(out.length() - 1) == '/';
        if (!afterSlash) {
            out.append('.');
            return after;
        }
        if (after == path.length() || isSlash(path.charAt(after))) {
            return Math.min(after + 1, path.length());
        }
        int second = dotLength(path, after);
        int behind = after + second;
        if (second > 0 && (behind == path.length() || isSlash(path.charAt(behind)))) {
            int parent = out.length() == 1 ? 0 : out.lastIndexOf("/", out.length() - 2);
            out.setLength(Math.max(parent, 0) + 1);
            return Math.min(behind + 1, path.length());
        }
        out.append('.');
        return after;
    }

    private static int dotLength(String path, int at) {
        if (at < path.length() && path.charAt(at) == '.') {
            return 1;
        }
        return at + 2 < path.length()
                        && path.charAt(at) == '%'
                        && path.charAt(at + 1) == '2'
                        && (path.charAt(at + 2) == 'e' || path.charAt(at + 2) == 'E')
                ? 3
                : 0;
    }

    private static int escapedValue(String path, int at) {
        if (at + 2 >= path.length()) {
            return -1;
        }
        int high = Character.digit(path.charAt(at + 1), 16);
        int low = Character.digit(path.charAt(at + 2), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static boolean isSlash(char character) {
        return character == '/' || character == '\\';
    }

    private static boolean isUnreserved(int value) {
        return value >= 'a' && value <= 'z'
                || value >= 'A' && value <= 'Z'
                || value >= '0' && value <= '9'
                || value == '-'
                || value == '_'
                || value == '~';
    }

    private static boolean isEscaped(char character) {
        return character <= ' ' || character >= 0x7f || ESCAPED.indexOf(character) >= 0;
    }

    private static char hex(int digit) {
        return "0123456789ABCDEF".charAt(digit);
    }
}
