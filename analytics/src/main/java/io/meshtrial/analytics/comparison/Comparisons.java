package io.meshtrial.analytics.comparison;

import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.MetricKind;
import io.meshtrial.analytics.definition.RandomisationUnit;
import io.meshtrial.analytics.definition.Variant;
import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.analytics.tally.ValueSums;
import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.mean.ArmSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/** Every metric of the plan, each treatment against control. */
public final class Comparisons {

    private final Experiment experiment;
    private final Map<String, LatencyThreshold> thresholds;
    private final GatewayReport gateway;
    private final InformationClocks clocks;

    /**
     * @param thresholds frozen thresholds by metric; a latency quantile without one cannot speak yet
     * @param gateway what the gateway saw, for failures that no application can report
     * @param clocks of the run, where users are assigned
     */
    public Comparisons(
            Experiment experiment,
            Map<String, LatencyThreshold> thresholds,
            GatewayReport gateway,
            InformationClocks clocks) {
        this.experiment = experiment;
        this.thresholds = Map.copyOf(thresholds);
        this.gateway = gateway;
        this.clocks = clocks;
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
        if (experiment.unit() == RandomisationUnit.USER) {
            return of(metric, treatment, users(metric, treatment, traffic));
        }
        List<ArmPair> strata = pairs(metric, treatment, traffic);
        return of(metric, treatment, strata, counted(metric, treatment, traffic, strata));
    }

    private Measurement measurement(Metric metric, String treatment, Traffic traffic) {
        return experiment.unit() == RandomisationUnit.USER
                ? users(metric, treatment, traffic).of(metric)
                : measurement(
                        metric, treatment, counted(metric, treatment, traffic, pairs(metric, treatment, traffic)));
    }

    private UserMeasurements users(Metric metric, String treatment, Traffic traffic) {
        return new UserMeasurements(treatment, userPairs(metric, treatment, traffic), levels(treatment), clocks);
    }

    private List<UserPair> userPairs(Metric metric, String treatment, Traffic traffic) {
        return seen(metric, traffic).userPairs(experiment.control().name(), treatment);
    }

    /** What the gateway saw, where that is what the metric counts. */
    private Traffic seen(Metric metric, Traffic traffic) {
        return metric.kind() == MetricKind.GATEWAY_ERROR_RATE ? gateway.traffic() : traffic;
    }

    private Levels levels(String treatment) {
        return Levels.of(experiment.plan(), experiment.treatments().size(), experiment.plannedShare(treatment));
    }

    private List<ArmPair> pairs(Metric metric, String treatment, Traffic traffic) {
        return seen(metric, traffic).pairs(experiment.control().name(), treatment);
    }

    /** A comparison of given strata, as segments have them. */
    public MetricComparison of(Metric metric, String treatment, List<ArmPair> shown, List<ArmPair> counted) {
        Readings readings = new Readings(metric, shown);
        return MetricComparison.of(
                metric,
                treatment,
                readings.control(),
                readings.treatment(),
                measurement(metric, treatment, counted).estimate());
    }

    /**
     * Stratum by stratum, oldest first: descriptive. Each interval's boundary runs on the stratum's own part of the planned
     * units, under users too.
     */
    public List<StratumComparison> byStratum(Metric metric, String treatment, Traffic traffic) {
        if (experiment.unit() == RandomisationUnit.USER) {
            return userPairs(metric, treatment, traffic).stream()
                    .map(pair -> {
                        UserMeasurements users = new UserMeasurements(
                                treatment, List.of(pair), levels(treatment), new InformationClocks());
                        return new StratumComparison(pair.stratum(), of(metric, treatment, users));
                    })
                    .toList();
        }
        List<ArmPair> strata = pairs(metric, treatment, traffic);
        List<ArmPair> counted = counted(metric, treatment, traffic, strata);
        List<StratumComparison> comparisons = new ArrayList<>();
        for (int i = 0; i < strata.size(); i++) {
            ArmPair pair = strata.get(i);
            comparisons.add(new StratumComparison(
                    pair.stratum(), of(metric, treatment, List.of(pair), List.of(counted.get(i)))));
        }
        return comparisons;
    }

    private static MetricComparison of(Metric metric, String treatment, UserMeasurements users) {
        return MetricComparison.of(
                metric,
                treatment,
                users.reading(metric, UserPair::control),
                users.reading(metric, UserPair::treatment),
                users.of(metric).estimate());
    }

    /**
     * At how many times the present data a guardrail's bound is expected below its margin.
     *
     * @return empty for goals, for what has passed already, and where that is not in sight
     */
    public OptionalDouble growth(MetricComparison comparison, Traffic traffic) {
        Metric metric = comparison.metric();
        Double margin = metric.margin();
        if (margin == null || comparison.isBelowMargin()) {
            return OptionalDouble.empty();
        }
        double alpha = experiment.plan().alphaNoHarm() / experiment.treatments().size();
        return measurement(metric, comparison.variant(), traffic)
                .growthTo(1 + margin * metric.direction().worse(), alpha);
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

    private Measurement measurement(Metric metric, String treatment, List<ArmPair> strata) {
        if (experiment.unit() == RandomisationUnit.USER) {
            return Measurement.none(null, Silence.USERS_NOT_SEGMENTED);
        }
        Levels levels = levels(treatment);
        return switch (metric.kind()) {
            case ERROR_RATE, GATEWAY_ERROR_RATE -> ErrorRate.ofRequests(strata, levels);
            case LATENCY_QUANTILE -> {
                LatencyThreshold threshold = thresholds.get(metric.name());
                yield threshold == null
                        ? Measurement.none(null, Silence.THRESHOLD_NOT_FROZEN)
                        : new LatencyQuantile(strata, levels, threshold.thresholdMicros());
            }
            case LATENCY_MEAN ->
                Means.ofRequests(
                        strata,
                        t -> ArmSummary.ofSums(
                                t.requests(),
                                t.durationSum().toDouble(),
                                t.durationSquares().toDouble()),
                        levels);
            case VALUE_SHARE ->
                Means.ofRequests(
                        strata,
                        t -> ArmSummary.ofSmoothedProportion(
                                value(metric, t).found(), value(metric, t).count()),
                        levels);
            case VALUE_MEAN -> Means.ofRequests(strata, t -> mean(value(metric, t)), levels);
            case REQUESTS_PER_UNIT -> Measurement.none(null, Silence.UNITS_ARE_REQUESTS);
        };
    }

    private static Answer<ArmSummary> mean(ValueSums sums) {
        return ArmSummary.ofSums(
                sums.count(),
                sums.sum().toDouble() / ValueSums.SCALE,
                sums.squares().toDouble() / (ValueSums.SCALE * ValueSums.SCALE));
    }

    private static ValueSums value(Metric metric, Tally tally) {
        return tally.value(Objects.requireNonNull(metric.value()));
    }
}
