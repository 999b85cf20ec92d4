package io.meshtrial.analytics.verdict;

import io.meshtrial.analytics.comparison.MetricComparison;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.verdict.Deciding.Relation;
import io.meshtrial.analytics.verdict.Deciding.Unit;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Harm: a critical metric's one-sided e-value ≥ m/α, m = critical metrics × treatment arms, or an arm gone silent. */
final class HarmRule {

    private HarmRule() {}

    /** e-value from which a critical metric alarms. */
    static double alarm(Evidence evidence) {
        long critical = evidence.experiment().plan().metrics().stream()
                .filter(Metric::critical)
                .count();
        long tests = Math.max(1, critical * evidence.experiment().treatments().size());
        return tests / evidence.experiment().plan().alphaHarm();
    }

    /** What shows harm, the strongest first; empty when nothing does. */
    static List<Deciding> shown(Evidence evidence) {
        double alarm = alarm(evidence);
        Stream<Deciding> metrics = evidence.comparisons().stream()
                .filter(comparison -> isHarm(comparison, alarm))
                .sorted(Comparator.comparingDouble(HarmRule::logE).reversed())
                .map(comparison ->
                        Decidings.of(comparison, Relation.HARM, Math.exp(logE(comparison)), alarm, Unit.EVIDENCE));
        Stream<Deciding> silent = evidence.silence().entrySet().stream()
                .filter(arm -> arm.getValue().compareTo(Limits.SILENCE_GRACE) > 0)
                .map(HarmRule::silent);
        return Stream.concat(metrics, silent).toList();
    }

    static boolean isHarm(MetricComparison comparison, double alarm) {
        Double estimate = comparison.degradation().estimate();
        return comparison.metric().critical()
                && comparison.logEHarm() != null
                && comparison.logEHarm() >= Math.log(alarm)
                && estimate != null
                && estimate > minimumEffect(comparison.metric());
    }

    static Deciding silent(Map.Entry<String, Duration> arm) {
        return new Deciding(
                null,
                "No event from " + arm.getKey(),
                arm.getKey(),
                Relation.OLDER_THAN,
                null,
                null,
                null,
                (double) arm.getValue().toSeconds(),
                (double) Limits.SILENCE_GRACE.toSeconds(),
                Unit.SECONDS);
    }

    private static double minimumEffect(Metric metric) {
        return metric.margin() == null ? 0 : metric.margin() * Limits.MINIMUM_EFFECT;
    }

    private static double logE(MetricComparison comparison) {
        return comparison.logEHarm() == null ? 0 : comparison.logEHarm();
    }
}
