package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.comparison.ArmPair;
import io.meshtrial.analytics.comparison.Comparisons;
import io.meshtrial.analytics.comparison.Interval;
import io.meshtrial.analytics.comparison.MetricComparison;
import io.meshtrial.analytics.comparison.Traffic;
import io.meshtrial.analytics.dashboard.answer.MetricAnswer;
import io.meshtrial.analytics.dashboard.answer.SegmentsAnswer;
import io.meshtrial.analytics.dashboard.answer.SegmentsAnswer.Group;
import io.meshtrial.analytics.dashboard.answer.SegmentsAnswer.Row;
import io.meshtrial.analytics.dashboard.answer.SegmentsAnswer.Scale;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.MetricKind;
import io.meshtrial.analytics.tally.ExperimentTallies;
import io.meshtrial.analytics.tally.TallyKey.SegmentKind;
import io.meshtrial.statistics.multiplicity.EBenjaminiHochberg;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One metric and treatment, segment by segment. */
final class SegmentsView {

    private static final double FALSE_DISCOVERIES = 0.05;
    private static final int LIMIT = 32;
    private static final String OTHER = "(other)";

    private final Experiment experiment;
    private final ExperimentTallies tallies;
    private final Comparisons comparisons;
    private final Metric metric;
    private final String treatment;

    SegmentsView(Experiment experiment, ExperimentTallies tallies, Comparisons comparisons, Metric metric) {
        this.experiment = experiment;
        this.tallies = tallies;
        this.comparisons = comparisons;
        this.metric = metric;
        this.treatment = experiment.treatments().getFirst().name();
    }

    SegmentsAnswer answer(Traffic traffic) {
        List<Found> found = found();
        Set<Integer> claimed = claimed(found);
        MetricComparison total = comparisons.of(metric, treatment, traffic);
        Map<SegmentKind, List<Row>> rows = new TreeMap<>();
        for (int i = 0; i < found.size(); i++) {
            Found one = found.get(i);
            rows.computeIfAbsent(one.kind, none -> new ArrayList<>())
                    .add(row(one.name, one.comparison, claimed.contains(i)));
        }
        List<Group> groups = rows.entrySet().stream()
                .map(entry -> new Group(entry.getKey(), label(entry.getKey()), entry.getValue()))
                .toList();
        return new SegmentsAnswer(
                metric.name(),
                metric.label(),
                treatment,
                scale(),
                MetricAnswer.Unit.of(metric.kind()),
                0.95,
                metric.direction(),
                experiment.plan().metrics().stream().map(Metric::name).toList(),
                row("All", total, false),
                groups,
                opposite(total, found),
                untested(found),
                LIMIT,
                found.stream()
                        .filter(f -> f.name.equals(OTHER))
                        .mapToLong(f -> units(f.comparison))
                        .sum());
    }

    private List<Found> found() {
        List<Found> found = new ArrayList<>();
        for (Segment segment : Segment.of(experiment, tallies)) {
            List<ArmPair> pairs = segment.traffic().pairs(experiment.control().name(), treatment);
            if (!pairs.isEmpty()) {
                found.add(new Found(
                        segment.kind(), segment.name(), pairs, comparisons.of(metric, treatment, pairs, pairs)));
            }
        }
        found.sort(Comparator.comparing((Found f) -> f.kind)
                .thenComparing(f -> f.name.equals(OTHER))
                .thenComparing(f -> -units(f.comparison)));
        return found;
    }

    /** By e-BH over all metrics × segments; answers which of this metric's are among the claims. */
    private Set<Integer> claimed(List<Found> found) {
        List<Double> evidence = new ArrayList<>();
        found.forEach(one -> evidence.add(evidence(one.comparison)));
        for (Metric other : experiment.plan().metrics()) {
            if (!other.name().equals(metric.name())) {
                found.forEach(one -> evidence.add(evidence(comparisons.of(other, treatment, one.pairs, one.pairs))));
            }
        }
        Set<Integer> claimed = new HashSet<>(EBenjaminiHochberg.reject(
                        FALSE_DISCOVERIES,
                        evidence.stream().mapToDouble(Double::doubleValue).toArray())
                .toOptional()
                .orElse(List.of()));
        claimed.removeIf(index -> index >= found.size());
        return claimed;
    }

    /** Segments that run against the total, each shown to at α over the number of segments: Simpson's paradox. */
    private List<String> opposite(MetricComparison total, List<Found> found) {
        Double whole = interval(total).estimate();
        List<String> names = new ArrayList<>();
        for (Found one : found) {
            Double part = interval(one.comparison).estimate();
            if (whole != null && part != null && Math.signum(whole) * Math.signum(part) < 0) {
                boolean worse = part * metric.direction().worse() > 0;
                Double logE = worse ? one.comparison.logEHarm() : one.comparison.logEBetter();
                if (logE != null && logE >= Math.log(found.size() / FALSE_DISCOVERIES)) {
                    names.add(one.name);
                }
            }
        }
        return names;
    }

    /** Why no segment can be held against the total; null where at least one has evidence. */
    private static @Nullable String untested(List<Found> found) {
        return found.stream().anyMatch(one -> isTested(one.comparison))
                ? null
                : found.stream()
                        .map(one -> one.comparison.reason())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    private static boolean isTested(MetricComparison comparison) {
        return comparison.logEHarm() != null && comparison.logEBetter() != null;
    }

    private Row row(String name, MetricComparison comparison, boolean claimed) {
        Interval interval = interval(comparison);
        return new Row(
                name,
                units(comparison),
                interval.estimate(),
                interval.lower(),
                interval.upper(),
                isTested(comparison) ? evidence(comparison) : null,
                claimed,
                comparison.reason());
    }

    /** Of what nothing is proven the values alone are compared. */
    private Interval interval(MetricComparison comparison) {
        Interval known = scale() == Scale.DIFFERENCE ? comparison.difference() : comparison.change();
        Double control = comparison.control().value();
        Double treated = comparison.treatment().value();
        if (known.estimate() != null || control == null || treated == null) {
            return known;
        }
        return new Interval(scale() == Scale.DIFFERENCE ? treated - control : treated / control - 1, null, null);
    }

    private Scale scale() {
        return metric.kind() == MetricKind.VALUE_SHARE ? Scale.DIFFERENCE : Scale.RELATIVE;
    }

    /** The mean of the two one-sided e-values: an e-value against "no difference". */
    private static double evidence(MetricComparison comparison) {
        double harm = comparison.logEHarm() == null ? 0 : Math.exp(Math.min(700, comparison.logEHarm()));
        double better = comparison.logEBetter() == null ? 0 : Math.exp(Math.min(700, comparison.logEBetter()));
        return (harm + better) / 2;
    }

    private static long units(MetricComparison comparison) {
        return comparison.control().units() + comparison.treatment().units();
    }

    private static String label(SegmentKind kind) {
        return switch (kind) {
            case BROWSER -> "Browser";
            case ROUTE -> "Route";
        };
    }

    private record Found(SegmentKind kind, String name, List<ArmPair> pairs, MetricComparison comparison) {}
}
