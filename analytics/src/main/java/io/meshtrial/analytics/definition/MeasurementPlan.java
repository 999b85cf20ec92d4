package io.meshtrial.analytics.definition;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was frozen when the experiment started.
 *
 * @param plannedUnits N*, at which the sequences are tightest
 * @param warmUp first part of every revision, left out in all arms alike
 * @param latencyCapMicros where latencies are cut, and where failed requests stand
 */
public record MeasurementPlan(
        double alphaHarm,
        double alphaBetter,
        double alphaNoHarm,
        long plannedUnits,
        Duration minimumDuration,
        @Nullable Duration maximumDuration,
        Duration warmUp,
        long latencyCapMicros,
        List<Metric> metrics) {

    /** Warm-ups are cut from minutes, and after two days only a revision's first hours are still kept in them. */
    public static final Duration LONGEST_WARM_UP = Duration.ofHours(2);

    private static final long DEFAULT_CAP_MICROS = 10_000_000;

    public MeasurementPlan {
        alphaHarm = alphaHarm == 0 ? 0.01 : alphaHarm;
        alphaBetter = alphaBetter == 0 ? 0.05 : alphaBetter;
        alphaNoHarm = alphaNoHarm == 0 ? 0.05 : alphaNoHarm;
        Require.that(isLevel(alphaHarm), "plan.alphaHarm must be within (0, 0.5)");
        Require.that(isLevel(alphaBetter), "plan.alphaBetter must be within (0, 0.5)");
        Require.that(isLevel(alphaNoHarm), "plan.alphaNoHarm must be within (0, 0.5)");
        Require.that(plannedUnits > 0, "plan.plannedUnits must be positive");
        minimumDuration = minimumDuration == null ? Duration.ZERO : minimumDuration;
        warmUp = warmUp == null ? Duration.ZERO : warmUp;
        Require.that(
                !warmUp.isNegative() && warmUp.compareTo(LONGEST_WARM_UP) <= 0,
                "plan.warmUp must be between 0 and 2 hours");
        latencyCapMicros = latencyCapMicros == 0 ? DEFAULT_CAP_MICROS : latencyCapMicros;
        Require.that(latencyCapMicros > 0, "plan.latencyCapMicros must be positive");
        metrics = metrics == null ? List.of() : List.copyOf(metrics);
        Require.that(
                metrics.stream().map(Metric::name).distinct().count() == metrics.size(),
                "names of metrics must differ");
    }

    private static boolean isLevel(double alpha) {
        return alpha > 0 && alpha < 0.5;
    }

    /** Of two metrics with the same name the later one is told apart by its role. */
    MeasurementPlan withMetrics(List<Metric> others) {
        Map<String, Metric> byName = new LinkedHashMap<>();
        for (Metric metric : others) {
            String name = metric.name();
            while (byName.containsKey(name)) {
                name += "-" + metric.role().name().toLowerCase(Locale.ROOT);
            }
            byName.put(name, name.equals(metric.name()) ? metric : metric.named(name));
        }
        return new MeasurementPlan(
                alphaHarm,
                alphaBetter,
                alphaNoHarm,
                plannedUnits,
                minimumDuration,
                maximumDuration,
                warmUp,
                latencyCapMicros,
                List.copyOf(byName.values()));
    }

    public List<Metric> guardrails() {
        return metrics.stream().filter(m -> m.role() == MetricRole.GUARDRAIL).toList();
    }

    public List<Metric> goals() {
        return metrics.stream().filter(m -> m.role() == MetricRole.GOAL).toList();
    }

    public Optional<Metric> metric(String name) {
        return metrics.stream().filter(m -> m.name().equals(name)).findFirst();
    }
}
