package io.meshtrial.analytics.comparison;

import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.RuleAllocation;
import io.meshtrial.analytics.definition.Variant;
import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.analytics.tally.ValueSums;
import io.meshtrial.statistics.mean.ArmSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Every metric of the plan, each treatment against control. */
public final class Comparisons {

    private final Experiment experiment;
    private final Map<String, LatencyThreshold> thresholds;

    /** @param thresholds frozen thresholds by metric; a latency quantile without one cannot speak yet */
    public Comparisons(Experiment experiment, Map<String, LatencyThreshold> thresholds) {
        this.experiment = experiment;
        this.thresholds = Map.copyOf(thresholds);
    }

    /** In the order of the plan's metrics, then of the variants. */
    public List<MetricComparison> of(Traffic traffic) {
        List<MetricComparison> comparisons = new ArrayList<>();
        for (Metric metric : experiment.plan().metrics()) {
            for (Variant treatment : experiment.treatments()) {
                comparisons.add(of(metric, treatment.name(), traffic));
            }
        }
        return comparisons;
    }

    public MetricComparison of(Metric metric, String treatment, Traffic traffic) {
        List<ArmPair> strata = traffic.pairs(experiment.control().name(), treatment);
        return of(metric, treatment, strata, counted(metric, treatment, traffic, strata));
    }

    /** A comparison of given strata, as segments have them. */
    public MetricComparison of(Metric metric, String treatment, List<ArmPair> shown, List<ArmPair> counted) {
        Readings readings = new Readings(metric, shown);
        return MetricComparison.of(
                metric, treatment, readings.control(), readings.treatment(), estimate(metric, treatment, counted));
    }

    /** Without the minutes from which a latency threshold was taken. */
    private List<ArmPair> counted(Metric metric, String treatment, Traffic traffic, List<ArmPair> strata) {
        LatencyThreshold threshold = thresholds.get(metric.name());
        if (threshold == null) {
            return strata;
        }
        String control = experiment.control().name();
        List<ArmPair> counted = new ArrayList<>();
        for (StratumTraffic stratum : traffic.compared()) {
            if (stratum.separates(control, treatment)) {
                ArmPair pair = stratum.pair(control, treatment);
                counted.add(new ArmPair(
                        pair.stratum(),
                        without(pair.control(), stratum.minutesOf(control).headMap(threshold.untilMinute())),
                        without(pair.treatment(), stratum.minutesOf(treatment).headMap(threshold.untilMinute())),
                        pair.treatmentShare()));
            }
        }
        return counted;
    }

    private static Tally without(Tally total, Map<Long, Tally> minutes) {
        return total.minus(minutes.values().stream().reduce(Tally.ZERO, Tally::plus));
    }

    private RatioEstimate estimate(Metric metric, String treatment, List<ArmPair> strata) {
        Levels levels = Levels.of(experiment.plan(), experiment.treatments().size(), firstShare(treatment));
        return switch (metric.kind()) {
            case ERROR_RATE -> ErrorRate.estimate(strata, levels);
            case LATENCY_QUANTILE -> {
                LatencyThreshold threshold = thresholds.get(metric.name());
                yield threshold == null
                        ? RatioEstimate.none(null, "threshold_not_frozen")
                        : new LatencyQuantile(strata, levels, threshold.thresholdMicros()).estimate();
            }
            case LATENCY_MEAN ->
                Means.estimate(
                        strata,
                        t -> ArmSummary.ofSums(
                                t.requests(),
                                t.durationSum().toDouble(),
                                t.durationSquares().toDouble()),
                        levels,
                        "requests");
            case VALUE_SHARE ->
                Means.estimate(
                        strata,
                        t -> ArmSummary.ofSmoothedProportion(
                                value(metric, t).found(), value(metric, t).count()),
                        levels,
                        "requests");
            case VALUE_MEAN -> Means.estimate(strata, t -> mean(value(metric, t)), levels, "requests");
            case REQUESTS_PER_UNIT -> RatioEstimate.none(null, "units_are_requests");
        };
    }

    private static io.meshtrial.statistics.Answer<ArmSummary> mean(ValueSums sums) {
        return ArmSummary.ofSums(
                sums.count(),
                sums.sum().toDouble() / ValueSums.SCALE,
                sums.squares().toDouble() / (ValueSums.SCALE * ValueSums.SCALE));
    }

    private static ValueSums value(Metric metric, Tally tally) {
        return tally.value(Objects.requireNonNull(metric.value()));
    }

    /** The treatment's share against control when it was first drawn at random: frozen, whatever the ramp does later. */
    private double firstShare(String treatment) {
        String control = experiment.control().name();
        return experiment.revisions().stream()
                .flatMap(revision -> revision.allocations().stream())
                .filter(RuleAllocation::randomised)
                .filter(allocation -> allocation.share(treatment) > 0 && allocation.share(control) > 0)
                .mapToDouble(allocation ->
                        allocation.share(treatment) / (allocation.share(treatment) + allocation.share(control)))
                .findFirst()
                .orElse(0.5);
    }
}
