package io.meshtrial.routing.predicate;

import io.meshtrial.rules.model.TextMatch;

/** A field matches, or it does not; a field that is missing never matches. */
public record Literal(Field field, TextMatch match, boolean positive) {

    public static Literal matches(Field field, TextMatch match) {
        return new Literal(field, match, true);
    }

    public static Literal matchesNot(Field field, TextMatch match) {
        return new Literal(field, match, false);
    }

    public Literal negated() {
        return new Literal(field, match, !positive);
    }
}
