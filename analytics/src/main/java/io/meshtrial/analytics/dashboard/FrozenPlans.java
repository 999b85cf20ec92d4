package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.comparison.LatencyThreshold;
import io.meshtrial.analytics.comparison.Traffic;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.MeasurementPlan;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.MetricKind;
import io.meshtrial.analytics.tally.Tally;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;

/** What was frozen when an experiment started: its plan, and control's latency thresholds once they are known. */
final class FrozenPlans {

    private final Map<String, Frozen> frozen = new ConcurrentHashMap<>();

    /** Whether a plan other than the one first seen of this run was published. */
    boolean isChanged(Experiment experiment) {
        Instant start = experiment.startedAt();
        return start != null && !of(experiment, start).plan.equals(experiment.plan());
    }

    /** Thresholds by metric; those not known yet are frozen now if the data allow it. */
    Map<String, LatencyThreshold> thresholds(Experiment experiment, Traffic traffic, Instant now) {
        Instant start = experiment.startedAt();
        if (start == null) {
            return Map.of();
        }
        Map<String, LatencyThreshold> thresholds = of(experiment, start).thresholds;
        for (Metric metric : experiment.plan().metrics()) {
            if (metric.kind() == MetricKind.LATENCY_QUANTILE && !thresholds.containsKey(metric.name())) {
                SortedMap<Long, Tally> control =
                        traffic.minutesOf(experiment.control().name());
                LatencyThreshold.freeze(Objects.requireNonNull(metric.quantile()), control, now.getEpochSecond() / 60)
                        .ifPresent(threshold -> thresholds.putIfAbsent(metric.name(), threshold));
            }
        }
        return new HashMap<>(thresholds);
    }

    private Frozen of(Experiment experiment, Instant start) {
        return Objects.requireNonNull(frozen.compute(
                experiment.id(),
                (id, known) -> known == null || !known.start.equals(start)
                        ? new Frozen(start, experiment.plan(), new ConcurrentHashMap<>())
                        : known));
    }

    private record Frozen(Instant start, MeasurementPlan plan, Map<String, LatencyThreshold> thresholds) {}
}
