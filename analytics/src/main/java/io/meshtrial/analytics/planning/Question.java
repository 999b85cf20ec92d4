package io.meshtrial.analytics.planning;

import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.MetricRole;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be seen of one metric, at which share and how surely.
 *
 * @param experiment as it is judged, built-in guardrails included
 * @param share of the treatment against control, strictly between 0 and 1
 * @param plannedShare the same when it was first drawn, with which N* was frozen
 * @param baseline control's value in the metric's unit; null to take what was observed
 * @param change relative, such as 0.2 for a fifth more; null for a guardrail's margin, or a gain of 5 % for a goal
 * @param power probability of seeing it, strictly between 0 and 1
 */
public record Question(
        Experiment experiment,
        Metric metric,
        double share,
        double plannedShare,
        @Nullable Double baseline,
        @Nullable Double change,
        double power) {

    private static final double USUAL_CHANGE = 0.05;

    /** The relative change that is to be seen: when nothing else was asked a guardrail's margin, or a goal's gain. */
    double relativeChange() {
        if (change != null) {
            return change;
        }
        int sign = metric.role() == MetricRole.GOAL
                ? -metric.direction().worse()
                : metric.direction().worse();
        return sign * Objects.requireNonNullElse(metric.margin(), USUAL_CHANGE);
    }

    /** Empty where no verdict is drawn from such a change. */
    Optional<Shown> shown() {
        return Shown.of(experiment, metric, relativeChange());
    }

    /** Whether the contrast is held against the change itself, and not against "no difference". */
    boolean rulesOut() {
        return shown().map(shown -> shown.kind() == Shown.Kind.RULED_OUT).orElse(false);
    }
}
