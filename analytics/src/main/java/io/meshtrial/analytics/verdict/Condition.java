package io.meshtrial.analytics.verdict;

import org.jspecify.annotations.Nullable;

/**
 * One thing that promotion needs.
 *
 * @param condition name of a metric, {@code minimum-duration} or {@code sample-ratio}
 * @param bound what is held against {@code limit}; null when there is none yet
 */
public record Condition(
        String condition,
        String label,
        @Nullable String variant,
        Kind kind,
        State state,
        @Nullable Double bound,
        double limit,
        Deciding.Unit unit) {

    /** What kind of number it is about. */
    public enum Kind {
        BOUND,
        DURATION,
        EVIDENCE
    }

    /** Whether it is met. */
    public enum State {
        MET,
        NOT_YET,
        FAILED
    }
}
