package io.meshtrial.experiment.definition;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How the comparison is judged; frozen when the experiment starts.
 *
 * @param alphaHarm error probability of a wrong Harm
 * @param alphaBetter error probability of a wrong Better
 * @param alphaNoHarm error probability of a wrong NoHarm
 * @param plannedUnits units for which the intervals are tightest
 * @param latencyCapMicros durations above it count as it, in µs
 */
public record MeasurementPlan(
        double alphaHarm,
        double alphaBetter,
        double alphaNoHarm,
        long plannedUnits,
        Duration minimumDuration,
        Duration maximumDuration,
        Duration warmUp,
        long latencyCapMicros,
        List<Metric> metrics) {

    public MeasurementPlan {
        Objects.requireNonNull(minimumDuration, "minimumDuration is missing");
        Objects.requireNonNull(maximumDuration, "maximumDuration is missing");
        Objects.requireNonNull(warmUp, "warmUp is missing");
        Objects.requireNonNull(metrics, "metrics is missing");
        metrics = List.copyOf(metrics);
    }

    /** What an experiment gets that says nothing about it. */
    public static MeasurementPlan defaults() {
        return new MeasurementPlan(
                0.01,
                0.05,
                0.05,
                20_000,
                Duration.ofMinutes(10),
                Duration.ofHours(24),
                Duration.ZERO,
                10_000_000,
                List.of(
                        new Metric(
                                "error-rate",
                                "Server errors",
                                Metric.Kind.ERROR_RATE,
                                null,
                                null,
                                Metric.Role.GUARDRAIL,
                                true,
                                Metric.Direction.LOWER_IS_BETTER,
                                0.25),
                        Metric.latency("latency-p50", "p50 latency", 0.5, false, 0.1),
                        Metric.latency("latency-p95", "p95 latency", 0.95, true, 0.05),
                        Metric.latency("latency-p99", "p99 latency", 0.99, false, 0.1),
                        new Metric(
                                "results-found",
                                "Results found",
                                Metric.Kind.VALUE_SHARE,
                                null,
                                "results",
                                Metric.Role.GOAL,
                                false,
                                Metric.Direction.HIGHER_IS_BETTER,
                                null)));
    }
}
