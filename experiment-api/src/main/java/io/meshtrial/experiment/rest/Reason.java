package io.meshtrial.experiment.rest;

import org.jspecify.annotations.Nullable;

/** Why somebody does something, in their words. */
public final class Reason {

    private static final int LONGEST = 2000;

    private Reason() {}

    /** @throws ProblemException 422 where it is too long for the history */
    public static void check(@Nullable String reason) {
        if (reason != null && reason.length() > LONGEST) {
            throw ProblemException.invalid("/reason", "has more than " + LONGEST + " characters");
        }
    }
}
