package io.meshtrial.analytics.verdict;

import io.meshtrial.analytics.comparison.MetricComparison;
import io.meshtrial.analytics.definition.ExperimentState;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.verdict.Deciding.Relation;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Harm: a critical metric's one-sided e-value ≥ m/α, m = critical metrics × treatment arms, or a lasting shortage. */
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
                .map(comparison -> Decidings.evidence(comparison, Relation.HARM, logE(comparison), alarm));
        Stream<Deciding> shortages = shortages(evidence)
                .filter(shortage -> shortage.isHarm(evidence.now()))
                .map(shortage -> Decidings.of(shortage, evidence.now()));
        return Stream.concat(metrics, shortages).toList();
    }

    /**
     * Shortages that mean something, the gravest first. While a foreign edit waits for acceptance the arms' events are left
     * out, and an experiment that does not run should not bring any.
     */
    static Stream<Shortage> shortages(Evidence evidence) {
        boolean judged = evidence.experiment().state() == ExperimentState.RUNNING
                && evidence.experiment().accepted()
                && !evidence.health().targetedOnly();
        return judged
                ? evidence.health().shortages().stream()
                        .sorted(Comparator.comparing(Shortage::kind).thenComparing(Shortage::since))
                : Stream.empty();
    }

    static boolean isHarm(MetricComparison comparison, double alarm) {
        Double effect = effect(comparison);
        return comparison.metric().critical()
                && comparison.logEHarm() != null
                && comparison.logEHarm() >= Math.log(alarm)
                && effect != null
                && effect > Limits.minimumEffect(comparison.metric());
    }

    /**
     * An estimate beyond what its method tells apart is unknown; then the degradation is at least what is proven. Where
     * control is too near nothing for a ratio, it is the difference as a part of what control has: without bound where it
     * has nothing.
     */
    private static @Nullable Double effect(MetricComparison comparison) {
        Double estimate = comparison.degradation().estimate();
        Double known = estimate == null ? comparison.degradation().lower() : estimate;
        return known == null ? ofDifference(comparison) : known;
    }

    private static @Nullable Double ofDifference(MetricComparison comparison) {
        Double difference = comparison.difference().estimate();
        Double control = comparison.control().value();
        if (difference == null || control == null) {
            return null;
        }
        double worse = difference * comparison.metric().direction().worse();
        return worse > 0 ? worse / Math.abs(control) : 0;
    }

    private static double logE(MetricComparison comparison) {
        return comparison.logEHarm() == null ? 0 : comparison.logEHarm();
    }
}
