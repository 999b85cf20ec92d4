package io.meshtrial.analytics.tally;

import org.jspecify.annotations.Nullable;

/**
 * Where the stream stands.
 *
 * @param cause of {@link Phase#FAILED}, and what {@link Phase#CONNECTING} waits for; else null
 */
public record StreamState(Phase phase, @Nullable String cause) {

    /** Phases of a stream's life. */
    public enum Phase {
        CONNECTING,
        RESTORING,
        RUNNING,
        FAILED,
        CLOSED
    }
}
