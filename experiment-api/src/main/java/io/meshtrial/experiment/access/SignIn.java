package io.meshtrial.experiment.access;

import org.jspecify.annotations.Nullable;

/** What a bearer token says about who sends it. */
sealed interface SignIn {

    record Known(Actor actor) implements SignIn {}

    /** @param reason fit for the caller's eyes */
    record Refused(String reason) implements SignIn {}

    /** Whoever could tell does not answer. */
    record Unanswered(String reason) implements SignIn {}

    static SignIn unknown(@Nullable String why) {
        return new Refused(why == null ? "That token is not known here." : why);
    }
}
