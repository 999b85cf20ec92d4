package io.meshtrial.analytics.verdict;

import io.meshtrial.analytics.comparison.MetricComparison;
import io.meshtrial.analytics.comparison.Need;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.ExperimentState;
import io.meshtrial.analytics.definition.MetricRole;
import io.meshtrial.analytics.definition.RandomisationUnit;
import io.meshtrial.analytics.verdict.Deciding.Relation;
import io.meshtrial.analytics.verdict.Verdict.Better;
import io.meshtrial.analytics.verdict.Verdict.CannotJudge;
import io.meshtrial.analytics.verdict.Verdict.Harm;
import io.meshtrial.analytics.verdict.Verdict.Inconclusive;
import io.meshtrial.analytics.verdict.Verdict.InsufficientData;
import io.meshtrial.analytics.verdict.Verdict.NoHarm;
import io.meshtrial.analytics.verdict.Verdict.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * From comparisons to a verdict, in this order: harm, doubt about the data, too little data, better or no harm,
 * inconclusive. An alarm about the data never masks harm on errors. While what was counted is still being read there are no
 * comparisons to judge, only rows of one arm without their counterpart: that comes before all. Pure; what it needs, the time
 * included, it is given.
 */
public final class Judge {

    private Judge() {}

    public static Verdict judge(Evidence evidence) {
        if (evidence.health().reading()) {
            return new CannotJudge(List.of(), Reason.READING, null);
        }
        List<Deciding> harm = HarmRule.shown(evidence);
        if (!harm.isEmpty()) {
            return new Harm(harm);
        }
        return TrustRule.objection(evidence)
                .<Verdict>map(objection -> objection)
                .orElseGet(() -> weigh(evidence));
    }

    /** What the numbers say; while nobody calls they are no pass, however good those of before are. */
    private static Verdict weigh(Evidence evidence) {
        List<MetricComparison> guardrails = evidence.comparisons().stream()
                .filter(comparison -> comparison.metric().role() == MetricRole.GUARDRAIL)
                .toList();
        List<Deciding> margins = guardrails.stream()
                .sorted(Comparator.comparingDouble(Judge::headroom))
                .map(Decidings::margin)
                .toList();
        boolean noHarm = !guardrails.isEmpty() && guardrails.stream().allMatch(MetricComparison::isBelowMargin);
        Optional<Duration> silence = evidence.experiment().state() == ExperimentState.RUNNING
                ? evidence.health().silence(evidence.now())
                : Optional.empty();
        if (silence.isPresent() && !isOver(evidence)) {
            Deciding nobody = Decidings.silence(silence.get(), evidence);
            return new InsufficientData(
                    Stream.concat(Stream.of(nobody), margins.stream()).toList(), progress(evidence));
        }
        if (!noHarm) {
            return isOver(evidence) ? new Inconclusive(margins) : new InsufficientData(margins, progress(evidence));
        }
        List<Deciding> gains = gains(evidence);
        return gains.isEmpty()
                ? new NoHarm(margins)
                : new Better(Stream.concat(gains.stream(), margins.stream()).toList());
    }

    /** e-value from which a goal counts as better: goals × treatment arms / α. */
    public static double betterNeeded(Experiment experiment) {
        int tests = experiment.plan().goals().size() * experiment.treatments().size();
        return Math.max(1, tests) / experiment.plan().alphaBetter();
    }

    /** e-value from which a critical metric is harm. */
    public static double harmAlarm(Evidence evidence) {
        return HarmRule.alarm(evidence);
    }

    /** Whether this comparison alone is harm: a critical metric's evidence, and an estimate beyond the minimum effect. */
    public static boolean isHarm(MetricComparison comparison, Evidence evidence) {
        return HarmRule.isHarm(comparison, HarmRule.alarm(evidence));
    }

    private static List<Deciding> gains(Evidence evidence) {
        double needed = betterNeeded(evidence.experiment());
        return evidence.comparisons().stream()
                .filter(comparison -> comparison.metric().role() == MetricRole.GOAL)
                .filter(comparison -> comparison.logEBetter() != null && comparison.logEBetter() >= Math.log(needed))
                .map(comparison -> Decidings.evidence(comparison, Relation.BETTER, comparison.logEBetter(), needed))
                .toList();
    }

    /** How far the bound lies below its margin, in margins; what has none comes first. */
    private static double headroom(MetricComparison comparison) {
        Double margin = comparison.metric().margin();
        Double bound = comparison.upperBound();
        return margin == null || bound == null ? Double.NEGATIVE_INFINITY : 1 - bound / margin;
    }

    private static boolean isOver(Evidence evidence) {
        Duration longest = evidence.experiment().plan().maximumDuration();
        Instant start = evidence.experiment().startedAt();
        Instant end = evidence.experiment().endedAt();
        return end != null
                || longest != null && start != null && !evidence.now().isBefore(start.plus(longest));
    }

    private static Need progress(Evidence evidence) {
        String of = evidence.experiment().unit() == RandomisationUnit.USER ? "users" : "requests";
        long planned = evidence.experiment().plan().plannedUnits();
        return new Need(evidence.units(), Math.max(planned, Outlook.unitsToDecision(evidence)), of);
    }
}
