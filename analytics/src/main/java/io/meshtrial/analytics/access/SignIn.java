package io.meshtrial.analytics.access;

/** What a bearer token says about who sends it. */
sealed interface SignIn {

    record Known(Visitor visitor) implements SignIn {}

    /** @param reason fit for the caller's eyes */
    record Refused(String reason) implements SignIn {}

    /** The OpenID provider does not answer. */
    record Unanswered() implements SignIn {}
}
