package io.meshtrial.analytics.planning;

import io.meshtrial.analytics.definition.Metric;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is to be seen of one metric, at which share and how surely.
 *
 * @param share of the treatment, strictly between 0 and 1
 * @param baseline control's value in the metric's unit; null to take what was observed
 * @param change relative, such as 0.2 for a fifth more; null for the metric's margin, or 5 % for a goal
 * @param power probability of seeing it, strictly between 0 and 1
 * @param alpha error level over all looks, strictly between 0 and one half
 */
public record Question(
        Metric metric,
        double share,
        @Nullable Double baseline,
        @Nullable Double change,
        double power,
        double alpha) {

    private static final double USUAL_CHANGE = 0.05;

    /** The relative change that is to be seen, for the worse when nothing else was asked. */
    double relativeChange() {
        if (change != null) {
            return change;
        }
        return metric.direction().worse() * Objects.requireNonNullElse(metric.margin(), USUAL_CHANGE);
    }
}
