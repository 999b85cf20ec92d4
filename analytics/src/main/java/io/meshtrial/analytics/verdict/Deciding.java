package io.meshtrial.analytics.verdict;

import org.jspecify.annotations.Nullable;

/**
 * A number that decided, and the limit it was held against.
 *
 * @param metric name of the metric, null when the number is about the data
 * @param bound what was compared with {@code limit}, in {@code unit}
 */
public record Deciding(
        @Nullable String metric,
        String label,
        @Nullable String variant,
        Relation relation,
        @Nullable Double estimate,
        @Nullable Double lower,
        @Nullable Double upper,
        @Nullable Double bound,
        @Nullable Double limit,
        Unit unit) {

    /** How the bound lies to its limit. */
    public enum Relation {
        BELOW_MARGIN,
        ABOVE_MARGIN,
        BETTER,
        HARM,
        OFF_TARGET,
        OLDER_THAN
    }

    /** Unit of bound and limit. */
    public enum Unit {
        RELATIVE,
        EVIDENCE,
        SHARE,
        SECONDS
    }
}
