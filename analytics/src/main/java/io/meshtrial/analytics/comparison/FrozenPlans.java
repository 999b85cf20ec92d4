package io.meshtrial.analytics.comparison;

import io.meshtrial.analytics.definition.BuiltInGuardrails;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.MeasurementPlan;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.MetricKind;
import io.meshtrial.analytics.tally.FrozenThreshold;
import io.meshtrial.analytics.tally.Measurement;
import io.meshtrial.analytics.tally.Measurements;
import io.meshtrial.analytics.tally.Tally;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was frozen when an experiment started: its plan, control's latency thresholds once they are known, and the clocks of
 * its users. Tells the tallies what to sum up for each user. Safe for concurrent use.
 */
public final class FrozenPlans implements Measurements {

    private final Function<String, Optional<Experiment>> experiments;
    private final Map<String, Frozen> frozen = new ConcurrentHashMap<>();
    private final Map<String, Derived> derived = new ConcurrentHashMap<>();

    /** @param thresholds by metric, replaced whole */
    private record Frozen(
            @Nullable Instant start,
            MeasurementPlan plan,
            Map<String, LatencyThreshold> thresholds,
            InformationClocks clocks) {}

    private record Derived(Experiment experiment, Map<String, LatencyThreshold> thresholds, Measurement measurement) {}

    public FrozenPlans(Function<String, Optional<Experiment>> experiments) {
        this.experiments = experiments;
    }

    /** Whether a plan other than the one first seen of this run was published. */
    public boolean isChanged(Experiment experiment) {
        return experiment.startedAt() != null && !of(experiment).plan.equals(experiment.plan());
    }

    public InformationClocks clocks(Experiment experiment) {
        return of(experiment).clocks;
    }

    /**
     * Thresholds by metric; those not known yet are frozen now if the data allow it.
     *
     * @param experiment as published
     * @param metrics that are judged, built-in ones among them
     */
    public Map<String, LatencyThreshold> thresholds(
            Experiment experiment, List<Metric> metrics, Traffic traffic, Instant now) {
        if (experiment.startedAt() == null) {
            return Map.of();
        }
        Map<String, LatencyThreshold> fresh = new HashMap<>();
        Map<String, LatencyThreshold> known = of(experiment).thresholds;
        for (Metric metric : metrics) {
            if (metric.kind() == MetricKind.LATENCY_QUANTILE && !known.containsKey(metric.name())) {
                SortedMap<Long, Tally> control =
                        traffic.minutesOf(experiment.control().name());
                LatencyThreshold.freeze(Objects.requireNonNull(metric.quantile()), control, now.getEpochSecond() / 60)
                        .ifPresent(threshold -> fresh.put(metric.name(), threshold));
            }
        }
        return fresh.isEmpty() ? known : keep(experiment, fresh);
    }

    @Override
    public Measurement of(String id) {
        Experiment experiment = experiments.apply(id).orElse(null);
        if (experiment == null) {
            return Measurement.UNKNOWN;
        }
        Map<String, LatencyThreshold> thresholds = of(experiment).thresholds;
        Derived known = derived.get(id);
        if (known == null || known.experiment != experiment || known.thresholds != thresholds) {
            known = new Derived(experiment, thresholds, measurement(experiment, thresholds));
            derived.put(id, known);
        }
        return known.measurement;
    }

    private static Measurement measurement(Experiment experiment, Map<String, LatencyThreshold> thresholds) {
        List<Metric> judged =
                BuiltInGuardrails.addedTo(experiment, false).plan().metrics();
        Map<String, FrozenThreshold> rungs = new HashMap<>();
        for (Metric metric : judged) {
            LatencyThreshold threshold = thresholds.get(metric.name());
            if (threshold != null) {
                List<Long> edges = LatencyLadder.edges(metric, threshold.thresholdMicros());
                for (int number = 0; number < edges.size(); number++) {
                    rungs.put(
                            LatencyLadder.rung(metric, number),
                            new FrozenThreshold(edges.get(number), threshold.usersFromMinute()));
                }
            }
        }
        return Measurement.of(experiment.withMetrics(LatencyLadder.measured(judged)), rungs);
    }

    /** What was frozen first stays. */
    private Map<String, LatencyThreshold> keep(Experiment experiment, Map<String, LatencyThreshold> fresh) {
        return Objects.requireNonNull(frozen.computeIfPresent(experiment.id(), (id, known) -> {
                    Map<String, LatencyThreshold> all = new HashMap<>(fresh);
                    all.putAll(known.thresholds);
                    return new Frozen(known.start, known.plan, Map.copyOf(all), known.clocks);
                }))
                .thresholds;
    }

    private Frozen of(Experiment experiment) {
        Frozen known = frozen.get(experiment.id());
        if (known != null && Objects.equals(known.start, experiment.startedAt())) {
            return known;
        }
        return Objects.requireNonNull(frozen.compute(
                experiment.id(),
                (id, before) -> before != null && Objects.equals(before.start, experiment.startedAt())
                        ? before
                        : new Frozen(experiment.startedAt(), experiment.plan(), Map.of(), new InformationClocks())));
    }
}
