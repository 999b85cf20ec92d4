package io.meshtrial.analytics.verdict;

import io.meshtrial.analytics.comparison.SampleRatioReading;
import io.meshtrial.analytics.definition.ExperimentState;
import io.meshtrial.analytics.verdict.Deciding.Relation;
import io.meshtrial.analytics.verdict.Deciding.Unit;
import io.meshtrial.analytics.verdict.Verdict.CannotJudge;
import io.meshtrial.analytics.verdict.Verdict.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether the data may be judged at all. */
final class TrustRule {

    /** In the order in which people should hear of them: what explains the others comes first. */
    private static final List<Function<Evidence, Optional<CannotJudge>>> OBJECTIONS = List.of(
            TrustRule::notRunning,
            evidence -> when(evidence.health().targetedOnly(), Reason.TARGETED_ONLY),
            evidence -> when(evidence.experiment().treatments().isEmpty(), Reason.ARM_MISSING),
            evidence -> when(evidence.health().planChanged(), Reason.PLAN_CHANGED),
            TrustRule::withoutUsers,
            evidence -> when(!evidence.experiment().accepted(), Reason.DRIFT),
            evidence -> when(evidence.health().unitsMissing(), Reason.NO_UNIT_ID),
            TrustRule::stale,
            evidence -> shortage(evidence, Shortage.Kind.MISSING, Reason.ARM_MISSING),
            evidence -> shortage(evidence, Shortage.Kind.SILENT, Reason.ARM_SILENT),
            TrustRule::sampleRatio,
            TrustRule::crossovers,
            TrustRule::unattributed);

    private TrustRule() {}

    /** The first reason against a judgement. */
    static Optional<CannotJudge> objection(Evidence evidence) {
        return OBJECTIONS.stream()
                .map(objection -> objection.apply(evidence))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<CannotJudge> notRunning(Evidence evidence) {
        return when(evidence.experiment().state() == ExperimentState.DRAFT, Reason.NOT_RUNNING);
    }

    /** What is counted for each user cannot be where requests are drawn. */
    private static Optional<CannotJudge> withoutUsers(Evidence evidence) {
        return evidence.experiment()
                .metricOfUsersWithout()
                .flatMap(metric -> cannot(Reason.METRIC_OF_USERS, null, Decidings.named(metric)));
    }

    private static Optional<CannotJudge> stale(Evidence evidence) {
        boolean runs = evidence.experiment().state() == ExperimentState.RUNNING;
        return runs && !evidence.health().nobodyCalls()
                ? evidence.health()
                        .silence(evidence.now())
                        .flatMap(age -> cannot(Reason.STALE_STREAM, null, Decidings.silence(age, evidence)))
                : Optional.empty();
    }

    private static Optional<CannotJudge> shortage(Evidence evidence, Shortage.Kind kind, Reason reason) {
        return HarmRule.shortages(evidence)
                .filter(shortage -> shortage.kind() == kind)
                .findFirst()
                .flatMap(shortage -> cannot(
                        reason,
                        shortage.treatment() ? shortage.rollBackAt() : null,
                        Decidings.of(shortage, evidence.now())));
    }

    private static Optional<CannotJudge> sampleRatio(Evidence evidence) {
        if (evidence.sampleRatio().state() != SampleRatioReading.State.ALARM) {
            return Optional.empty();
        }
        Optional<Shortage> treatment = HarmRule.shortages(evidence)
                .filter(shortage -> shortage.kind() == Shortage.Kind.SHORT && shortage.treatment())
                .findFirst();
        return cannot(
                Reason.SAMPLE_RATIO,
                treatment.map(Shortage::rollBackAt).orElse(null),
                Stream.concat(
                                Stream.of(SampleRatioDeciding.of(evidence)),
                                treatment.stream().map(shortage -> Decidings.of(shortage, evidence.now())))
                        .toArray(Deciding[]::new));
    }

    private static Optional<CannotJudge> crossovers(Evidence evidence) {
        double share = evidence.health().crossoverShare();
        return share > Limits.CROSSOVERS
                ? cannot(Reason.CROSSOVERS, null, share("Users seen in both arms", share, Limits.CROSSOVERS))
                : Optional.empty();
    }

    private static Optional<CannotJudge> unattributed(Evidence evidence) {
        double share = evidence.health().unattributedShare();
        return share > Limits.UNATTRIBUTED
                ? cannot(
                        Reason.UNATTRIBUTED_FAILURES,
                        null,
                        share("Failed requests without a known arm", share, Limits.UNATTRIBUTED))
                : Optional.empty();
    }

    private static Deciding share(String label, double share, double limit) {
        return Decidings.ofData(label, Relation.OFF_TARGET, share, limit, Unit.SHARE);
    }

    private static Optional<CannotJudge> when(boolean holds, Reason reason) {
        return holds ? cannot(reason, null) : Optional.empty();
    }

    private static Optional<CannotJudge> cannot(Reason reason, @Nullable Instant rollBackAt, Deciding... deciding) {
        return Optional.of(new CannotJudge(List.of(deciding), reason, rollBackAt));
    }
}
