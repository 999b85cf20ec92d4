package io.meshtrial.analytics.dashboard.answer;

import io.meshtrial.analytics.comparison.Interval;
import io.meshtrial.analytics.comparison.MetricComparison;
import io.meshtrial.analytics.comparison.Need;
import io.meshtrial.analytics.comparison.Reading;
import io.meshtrial.analytics.definition.Direction;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.MetricKind;
import io.meshtrial.analytics.definition.MetricRole;
import io.meshtrial.analytics.definition.RandomisationUnit;
import io.meshtrial.analytics.verdict.Evidence;
import io.meshtrial.analytics.verdict.Judge;
import io.meshtrial.analytics.verdict.Outlook;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A guardrail or goal: control's value and, for each treatment, the change with its interval. */
public record MetricAnswer(
        String metric,
        String label,
        MetricKind kind,
        @Nullable Double quantile,
        @Nullable String value,
        MetricRole role,
        boolean critical,
        Direction direction,
        @Nullable Double margin,
        Unit unit,
        String of,
        String changeOf,
        Control control,
        List<Arm> arms) {

    /** Unit of values and differences. */
    public enum Unit {
        SHARE,
        MICROSECONDS,
        NUMBER;

        /** The unit of a kind of metric. */
        public static Unit of(MetricKind kind) {
            return switch (kind) {
                case ERROR_RATE, GATEWAY_ERROR_RATE, VALUE_SHARE -> SHARE;
                case LATENCY_QUANTILE, LATENCY_MEAN -> MICROSECONDS;
                case VALUE_MEAN, REQUESTS_PER_UNIT -> NUMBER;
            };
        }
    }

    /** What is known of a treatment on a metric. */
    public enum State {
        NO_DATA,
        INSUFFICIENT,
        NOT_YET,
        BELOW_MARGIN,
        HARM,
        BETTER,
        WORSE
    }

    /** Control's own value. */
    public record Control(String variant, @Nullable Double value, long units, long events) {}

    /** One-sided e-values against what they must reach; null where they decide nothing. */
    public record Evidences(
            @Nullable Double harm,
            @Nullable Double harmAlarm,
            @Nullable Double better,
            @Nullable Double betterNeeded) {}

    /** One treatment. */
    public record Arm(
            String variant,
            @Nullable Double value,
            long units,
            long events,
            Interval change,
            Interval difference,
            Interval degradation,
            @Nullable Double upperBound,
            @Nullable Double limit,
            Evidences evidence,
            State state,
            @Nullable Need need,
            @Nullable String reason,
            @Nullable Instant decisionAt) {}

    /** @param comparisons of that metric, one for each treatment */
    public static MetricAnswer of(Metric metric, List<MetricComparison> comparisons, Evidence evidence) {
        Reading control = comparisons.getFirst().control();
        return new MetricAnswer(
                metric.name(),
                metric.label(),
                metric.kind(),
                metric.quantile(),
                metric.value(),
                metric.role(),
                metric.critical(),
                metric.direction(),
                metric.margin(),
                Unit.of(metric.kind()),
                of(metric),
                changeOf(metric, evidence.experiment().unit()),
                new Control(evidence.experiment().control().name(), control.value(), control.units(), control.events()),
                comparisons.stream().map(c -> arm(c, evidence)).toList());
    }

    private static String of(Metric metric) {
        return metric.value() == null ? "requests" : "requests with " + metric.value();
    }

    /** Errors of users are judged by how many users they hit; every other change is that of the value. */
    private static String changeOf(Metric metric, RandomisationUnit unit) {
        return unit == RandomisationUnit.USER && metric.isErrorRate() ? "users with an error" : of(metric);
    }

    private static Arm arm(MetricComparison comparison, Evidence evidence) {
        Metric metric = comparison.metric();
        Reading treatment = comparison.treatment();
        boolean goal = metric.role() == MetricRole.GOAL;
        Evidences values = new Evidences(
                e(comparison.logEHarm()),
                metric.critical() ? Judge.harmAlarm(evidence) : null,
                e(comparison.logEBetter()),
                goal ? Judge.betterNeeded(evidence.experiment()) : null);
        State state = state(comparison, values, goal, Judge.isHarm(comparison, evidence));
        return new Arm(
                comparison.variant(),
                treatment.value(),
                treatment.units(),
                treatment.events(),
                comparison.change(),
                comparison.difference(),
                comparison.degradation(),
                metric.margin() == null ? null : comparison.upperBound(),
                metric.margin(),
                values,
                state,
                comparison.need(),
                comparison.reason(),
                state == State.NOT_YET && !goal
                        ? Outlook.decisionAt(comparison, evidence).orElse(null)
                        : null);
    }

    private static @Nullable Double e(@Nullable Double logE) {
        return logE == null ? null : Math.exp(Math.min(700, logE));
    }

    private static State state(MetricComparison comparison, Evidences evidence, boolean goal, boolean harm) {
        if (comparison.treatment().events() == 0 || comparison.control().events() == 0) {
            return State.NO_DATA;
        }
        if (harm) {
            return State.HARM;
        }
        // An estimate may be unknown where bounds are proven: beyond the ladder of latencies.
        State open = comparison.change().estimate() == null ? State.INSUFFICIENT : State.NOT_YET;
        if (goal) {
            if (reached(evidence.better(), evidence.betterNeeded())) {
                return State.BETTER;
            }
            return reached(evidence.harm(), evidence.betterNeeded()) ? State.WORSE : open;
        }
        return comparison.isBelowMargin() ? State.BELOW_MARGIN : open;
    }

    private static boolean reached(@Nullable Double e, @Nullable Double needed) {
        return e != null && needed != null && e >= needed;
    }
}
