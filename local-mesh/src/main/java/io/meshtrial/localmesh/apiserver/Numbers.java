package io.meshtrial.localmesh.apiserver;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers in query parameters; absent is 0, anything that is no number is a 400. */
final class Numbers {

    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

    private Numbers() {}

    static long revision(@Nullable String text) {
        return number("resourceVersion", text);
    }

    static int limit(@Nullable String text) {
        return (int) Math.min(Integer.MAX_VALUE, number("limit", text));
    }

    static long seconds(@Nullable String text) {
        return number("timeoutSeconds", text);
    }

    private static long number(String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return 0;
        }
        if (!DIGITS.matcher(text).matches()) {
            throw ApiFailure.badRequest("invalid " + name + ": \"" + text + "\"");
        }
        return Long.parseLong(text);
    }
}
