package io.meshtrial.experiment.rest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place in a list, opaque to callers: the key after which the next page begins. */
public record Cursor(String after) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAXIMUM_LIMIT = 200;

    public static @Nullable Cursor parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            String key = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            if (key.startsWith("after:")) {
                return new Cursor(key.substring("after:".length()));
            }
        } catch (IllegalArgumentException notBase64) {
            throw unknown(text);
        }
        throw unknown(text);
    }

    public static int limit(@Nullable Integer asked) {
        if (asked == null) {
            return DEFAULT_LIMIT;
        }
        if (asked < 1 || asked > MAXIMUM_LIMIT) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST,
                    "limit lies between 1 and " + MAXIMUM_LIMIT + ", not at " + asked + ".");
        }
        return asked;
    }

    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("after:" + after).getBytes(StandardCharsets.UTF_8));
    }

    private static ProblemException unknown(String text) {
        return new ProblemException(
                ProblemType.MALFORMED_REQUEST,
                "cursor is not one that a page here gave out: " + text,
                List.of(ProblemError.at("", "use the nextCursor of the page before")));
    }
}
