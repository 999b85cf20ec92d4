package io.meshtrial.analytics.dashboard.answer;

import io.meshtrial.analytics.definition.MetricKind;
import io.meshtrial.analytics.definition.RandomisationUnit;
import io.meshtrial.analytics.planning.Shown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment needs before its metrics can be told apart: the answer of {@code …/planning}.
 *
 * @param requestsPerSecond of all arms together; null when none was seen and none was given
 * @param unitsPerSecond the same in units; null likewise
 * @param sentence of the metric that needs longest, ready to show
 */
public record PlanningAnswer(
        String experiment,
        RandomisationUnit unit,
        String treatment,
        double share,
        @Nullable Double requestsPerSecond,
        @Nullable Double unitsPerSecond,
        double power,
        List<Row> metrics,
        String sentence) {

    /**
     * One metric.
     *
     * @param baseline control's value in {@code unit}; null when it is not known
     * @param change relative
     * @param shows what the verdict must say for the change to show; null where none is drawn from it
     * @param alpha the e-value must reach 1/alpha, or the bound is taken at alpha; null likewise
     * @param control units that control needs; null when there is no size
     * @param factor that simulation found to be needed of the formula's size, 1 where the formula holds
     * @param seconds until they have come; null when the traffic is not known
     * @param reason why there is no size, a stable code
     */
    public record Row(
            String metric,
            String label,
            MetricKind kind,
            MetricAnswer.Unit unit,
            @Nullable Double baseline,
            @Nullable Double changed,
            double change,
            Shown.@Nullable Kind shows,
            @Nullable Double alpha,
            @Nullable Long control,
            @Nullable Long treatment,
            @Nullable Long total,
            double factor,
            int simulatedRuns,
            @Nullable Double seconds,
            String sentence,
            @Nullable String reason) {}
}
