package io.meshtrial.routing.compile;

import io.meshtrial.routing.predicate.Field;
import org.jspecify.annotations.Nullable;

/** A rule cannot be said exactly on one base route. Stays inside the compiler, which turns it into a finding. */
final class CannotNarrowException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int rule;
    private final transient @Nullable Field field;

    /** @param field null where too many entries came out */
    CannotNarrowException(int rule, @Nullable Field field) {
        super("rule " + rule + (field == null ? " needs too many routes" : " cannot be narrowed on " + field.title()));
        this.rule = rule;
        this.field = field;
    }

    int rule() {
        return rule;
    }

    @Nullable
    Field field() {
        return field;
    }
}
