package io.meshtrial.analytics.comparison;

import io.meshtrial.analytics.definition.Metric;
import org.jspecify.annotations.Nullable;

/**
 * One treatment against control on one metric.
 *
 * @param change relative, as the metric runs
 * @param difference in the metric's unit
 * @param degradation relative, turned so that more is worse
 * @param upperBound one-sided bound on the degradation, to be held against the margin; null when there is none yet
 * @param logEHarm natural logarithm of the e-value for harm
 * @param logEBetter natural logarithm of the e-value for a gain
 * @param need what is missing before the method may speak
 * @param reason why nothing is said, a stable code
 */
public record MetricComparison(
        Metric metric,
        String variant,
        Reading control,
        Reading treatment,
        Interval change,
        Interval difference,
        Interval degradation,
        @Nullable Double upperBound,
        @Nullable Double logEHarm,
        @Nullable Double logEBetter,
        @Nullable Need need,
        @Nullable String reason) {

    static MetricComparison of(
            Metric metric, String variant, Reading control, Reading treatment, RatioEstimate estimate) {
        boolean lowerIsBetter = metric.direction().worse() > 0;
        Interval change = estimate.ratio().scaled(1, -1);
        Interval difference = estimate.difference();
        if (difference.estimate() == null && control.value() != null) {
            difference = change.scaled(control.value(), 0);
        }
        Double bound = lowerIsBetter ? estimate.oneSidedUpper() : estimate.oneSidedLower();
        return new MetricComparison(
                metric,
                variant,
                control,
                treatment,
                change,
                difference,
                lowerIsBetter ? change : change.negated(),
                bound == null ? null : (bound - 1) * metric.direction().worse(),
                lowerIsBetter ? estimate.logEGreater() : estimate.logELess(),
                lowerIsBetter ? estimate.logELess() : estimate.logEGreater(),
                estimate.need(),
                estimate.reason());
    }

    /** Whether the degradation is proven to stay below the margin. */
    public boolean isBelowMargin() {
        return metric.margin() != null && upperBound != null && upperBound < metric.margin();
    }
}
