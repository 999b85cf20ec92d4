package io.meshtrial.analytics.comparison;

import org.jspecify.annotations.Nullable;

/**
 * An estimate with its bounds; a missing bound means that there is none yet, never 0.
 *
 * @param estimate null before anything can be estimated
 */
public record Interval(
        @Nullable Double estimate,
        @Nullable Double lower,
        @Nullable Double upper) {

    /** Nothing is known. */
    public static final Interval UNKNOWN = new Interval(null, null, null);

    /** Infinite and undefined numbers become missing ones. */
    public Interval {
        estimate = finite(estimate);
        lower = finite(lower);
        upper = finite(upper);
    }

    /** Every end times a positive factor, then plus a shift. */
    public Interval scaled(double factor, double shift) {
        return new Interval(times(estimate, factor, shift), times(lower, factor, shift), times(upper, factor, shift));
    }

    /** Turned round 0: what was above is below. */
    public Interval negated() {
        return new Interval(times(estimate, -1, 0), times(upper, -1, 0), times(lower, -1, 0));
    }

    private static @Nullable Double times(@Nullable Double value, double factor, double shift) {
        return value == null ? null : value * factor + shift;
    }

    static @Nullable Double finite(@Nullable Double value) {
        return value == null || !Double.isFinite(value) ? null : value;
    }
}
