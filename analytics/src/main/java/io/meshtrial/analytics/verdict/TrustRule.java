package io.meshtrial.analytics.verdict;

import io.meshtrial.analytics.comparison.SampleRatioReading;
import io.meshtrial.analytics.definition.ExperimentState;
import io.meshtrial.analytics.definition.Variant;
import io.meshtrial.analytics.verdict.Deciding.Relation;
import io.meshtrial.analytics.verdict.Deciding.Unit;
import io.meshtrial.analytics.verdict.Verdict.CannotJudge;
import io.meshtrial.analytics.verdict.Verdict.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the data may be judged at all. */
final class TrustRule {

    private TrustRule() {}

    /** The first reason against a judgement, in the order in which people should hear of them. */
    static Optional<CannotJudge> objection(Evidence evidence) {
        if (evidence.experiment().state() == ExperimentState.DRAFT) {
            return cannot(Reason.NOT_RUNNING);
        }
        if (evidence.targetedOnly()) {
            return cannot(Reason.TARGETED_ONLY);
        }
        if (evidence.planChanged()) {
            return cannot(Reason.PLAN_CHANGED);
        }
        if (!evidence.experiment().accepted()) {
            return cannot(Reason.DRIFT);
        }
        if (evidence.unitsMissing()) {
            return cannot(Reason.NO_UNIT_ID);
        }
        if (evidence.sampleRatio().state() == SampleRatioReading.State.ALARM) {
            return cannot(Reason.SAMPLE_RATIO, ratio(evidence));
        }
        if (evidence.crossoverShare() > Limits.CROSSOVERS) {
            return cannot(
                    Reason.CROSSOVERS, share("Users seen in both arms", evidence.crossoverShare(), Limits.CROSSOVERS));
        }
        if (evidence.unattributedShare() > Limits.UNATTRIBUTED) {
            return cannot(
                    Reason.UNATTRIBUTED_FAILURES,
                    share("Failed requests without a known arm", evidence.unattributedShare(), Limits.UNATTRIBUTED));
        }
        return staleOrSilent(evidence);
    }

    private static Optional<CannotJudge> staleOrSilent(Evidence evidence) {
        if (evidence.experiment().state() != ExperimentState.RUNNING || evidence.lastEventAt() == null) {
            return Optional.empty();
        }
        Duration age = Duration.between(evidence.lastEventAt(), evidence.now());
        if (age.compareTo(Limits.STALE) > 0) {
            return cannot(
                    Reason.STALE_STREAM,
                    Decidings.ofData(
                            "Last event",
                            Relation.OLDER_THAN,
                            age.toSeconds(),
                            Limits.STALE.toSeconds(),
                            Unit.SECONDS));
        }
        return evidence.silence().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .flatMap(arm -> cannot(Reason.ARM_SILENT, HarmRule.silent(arm)));
    }

    private static Deciding ratio(Evidence evidence) {
        SampleRatioReading ratio = evidence.sampleRatio();
        double total =
                ratio.units().values().stream().mapToLong(Long::longValue).sum();
        Variant treatment = evidence.experiment().treatments().getFirst();
        return new Deciding(
                null,
                "Sample ratio",
                treatment.name(),
                Relation.OFF_TARGET,
                null,
                null,
                null,
                ratio.units().getOrDefault(treatment.name(), 0L) / total,
                ratio.expected().getOrDefault(treatment.name(), 0.0) / total,
                Unit.SHARE);
    }

    private static Deciding share(String label, double share, double limit) {
        return Decidings.ofData(label, Relation.OFF_TARGET, share, limit, Unit.SHARE);
    }

    private static Optional<CannotJudge> cannot(Reason reason, Deciding... deciding) {
        return Optional.of(new CannotJudge(List.of(deciding), reason));
    }
}
