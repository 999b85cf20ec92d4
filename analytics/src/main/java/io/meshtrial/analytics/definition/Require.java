package io.meshtrial.analytics.definition;

import org.jspecify.annotations.Nullable;

/** What a definition must hold; the message names the member. */
final class Require {

    private Require() {}

    static <T> T present(String member, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(member + " is missing");
        }
        return value;
    }

    static void text(String member, @Nullable String value) {
        that(value != null && !value.isBlank(), member + " is missing");
    }

    static void that(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
