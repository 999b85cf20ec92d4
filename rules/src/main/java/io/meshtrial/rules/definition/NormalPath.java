package io.meshtrial.rules.definition;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The path as Envoy matches it: without query and fragment, {@code \} as {@code /}, percent-encoded unreserved
 * characters decoded, {@code |} encoded, dot segments resolved; {@code //} and {@code %2F} stay (recorded with Envoy
 * 1.40; RFC 3986, sections 2.3 and 5.2.4).
 */
public final class NormalPath {

    private static final int ESCAPE_LENGTH = 3;
    private static final int HEXADECIMAL = 16;

    private NormalPath() {}

    /** @param target path with or without query, as it stands in the request line */
    public static String of(String target) {
        String path = withoutQuery(target);
        if (!path.startsWith("/") && !path.startsWith("\\")) {
            return path;
        }
        return withoutDotSegments(decoded(path));
    }

    private static String withoutQuery(String target) {
        for (int at = 0; at < target.length(); at++) {
            if (target.charAt(at) == '?' || target.charAt(at) == '#') {
                return target.substring(0, at);
            }
        }
        return target;
    }

    private static String decoded(String path) {
        var decoded = new StringBuilder(path.length());
        for (int at = 0; at < path.length(); at++) {
            char character = path.charAt(at);
            int escaped = escapedAt(path, at);
            if (character == '\\') {
                decoded.append('/');
            } else if (character == '|') {
                decoded.append("%7C");
            } else if (escaped >= 0 && isUnreserved(escaped)) {
                decoded.append((char) escaped);
                at += ESCAPE_LENGTH - 1;
            } else {
                decoded.append(character);
            }
        }
        return decoded.toString();
    }

    private static int escapedAt(String path, int at) {
        if (path.charAt(at) != '%' || at + ESCAPE_LENGTH > path.length()) {
            return -1;
        }
        int high = Character.digit(path.charAt(at + 1), HEXADECIMAL);
        int low = Character.digit(path.charAt(at + 2), HEXADECIMAL);
        return high < 0 || low < 0 ? -1 : high * HEXADECIMAL + low;
    }

    private static boolean isUnreserved(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || "-._~".indexOf(character) >= 0;
    }

    private static String withoutDotSegments(String path) {
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = path.substring(1).split("/", -1);
        for (int index = 0; index < segments.length; index++) {
            boolean last = index == segments.length - 1;
            switch (segments[index]) {
                case "." -> {}
                case ".." -> kept.pollLast();
                default -> {
                    kept.addLast(segments[index]);
                    continue;
                }
            }
            if (last) {
                kept.addLast("");
            }
        }
        return "/" + String.join("/", kept);
    }
}
