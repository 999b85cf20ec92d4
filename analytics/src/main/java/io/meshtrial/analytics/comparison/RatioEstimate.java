package io.meshtrial.analytics.comparison;

import org.jspecify.annotations.Nullable;

/**
 * Treatment over control on one metric.
 *
 * @param ratio with a two-sided 95 % confidence sequence
 * @param difference treatment − control in the metric's unit, likewise; unknown where the method has none
 * @param oneSidedLower the ratio is at least this, at the plan's level for one side
 * @param oneSidedUpper the ratio is at most this
 * @param logEGreater natural logarithm of the e-value for "treatment is greater"
 * @param logELess natural logarithm of the e-value for "treatment is less"
 * @param need what is missing, when nothing could be said
 * @param reason code of why nothing could be said
 */
public record RatioEstimate(
        Interval ratio,
        Interval difference,
        @Nullable Double oneSidedLower,
        @Nullable Double oneSidedUpper,
        @Nullable Double logEGreater,
        @Nullable Double logELess,
        @Nullable Need need,
        @Nullable String reason) {

    public RatioEstimate {
        oneSidedLower = Interval.finite(oneSidedLower);
        oneSidedUpper = Interval.finite(oneSidedUpper);
        logEGreater = Interval.finite(logEGreater);
        logELess = Interval.finite(logELess);
    }

    RatioEstimate withDifference(Interval other) {
        return new RatioEstimate(ratio, other, oneSidedLower, oneSidedUpper, logEGreater, logELess, need, reason);
    }

    static RatioEstimate none(@Nullable Need need, Silence reason) {
        return none(need, reason.code());
    }

    static RatioEstimate none(@Nullable Need need, String reason) {
        return new RatioEstimate(Interval.UNKNOWN, Interval.UNKNOWN, null, null, null, null, need, reason);
    }
}
