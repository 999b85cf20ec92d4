package io.meshtrial.experiment.rollout;

import static io.meshtrial.experiment.rollout.HoldReason.BLIND_TO_UNREACHABLE_PODS;
import static io.meshtrial.experiment.rollout.HoldReason.CANNOT_JUDGE;
import static io.meshtrial.experiment.rollout.HoldReason.FOREIGN_EDIT;
import static io.meshtrial.experiment.rollout.HoldReason.INCONCLUSIVE;
import static io.meshtrial.experiment.rollout.HoldReason.INSUFFICIENT_DATA;
import static io.meshtrial.experiment.rollout.HoldReason.LAST_STEP;
import static io.meshtrial.experiment.rollout.HoldReason.MINIMUM_STEP;
import static io.meshtrial.experiment.rollout.HoldReason.NOT_IN_EFFECT;
import static io.meshtrial.experiment.rollout.HoldReason.NO_VERDICT;
import static io.meshtrial.experiment.rollout.HoldReason.PAUSED;
import static io.meshtrial.experiment.rollout.HoldReason.PROMOTION_CONDITIONS;
import static io.meshtrial.experiment.rollout.HoldReason.TREATMENT_SILENT;
import static io.meshtrial.experiment.rollout.HoldReason.WITNESSES_DIFFER;
import static io.meshtrial.experiment.rollout.HoldReason.WITNESSES_UNKNOWN;

import io.meshtrial.experiment.definition.RolloutPolicy;
import io.meshtrial.experiment.rollout.RolloutState.Disputed;
import io.meshtrial.experiment.rollout.RolloutState.Frozen;
import io.meshtrial.experiment.rollout.RolloutState.Publishing;
import io.meshtrial.experiment.rollout.RolloutState.Standing;
import io.meshtrial.experiment.rollout.RolloutState.Unserved;
import io.meshtrial.experiment.rollout.RolloutStep.Advance;
import io.meshtrial.experiment.rollout.RolloutStep.Cause;
import io.meshtrial.experiment.rollout.RolloutStep.Hold;
import io.meshtrial.experiment.rollout.RolloutStep.Promote;
import io.meshtrial.experiment.rollout.RolloutStep.RollBack;
import io.meshtrial.experiment.rollout.Verdict.Given;
import io.meshtrial.experiment.rollout.Verdict.Missing;
import io.meshtrial.experiment.rollout.Verdict.Word;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From where a rollout is, the verdict, the policy and the time to the next step. An alarm comes before everything, in
 * every state; what is missing, unknown or not yet confirmed holds. Pure.
 */
final class RolloutDecider {

    /**
     * What a decision rests on.
     *
     * @param silentSince since when a treatment has been silent; null where it is not
     * @param witnesses looked at only where the policy asks for them
     */
    record Situation(
            RolloutState state,
            Verdict verdict,
            RolloutPolicy policy,
            @Nullable Instant silentSince,
            Witnesses.Answer witnesses,
            Instant now) {}

    private RolloutDecider() {}

    static RolloutStep decide(Situation situation) {
        return alarm(situation).orElseGet(() -> switch (situation.state()) {
            case Publishing publishing -> new Hold(NOT_IN_EFFECT);
            case Unserved unserved -> new Hold(NOT_IN_EFFECT);
            case Frozen frozen -> new Hold(PAUSED);
            case Disputed disputed -> new Hold(FOREIGN_EDIT);
            case Standing standing ->
                switch (situation.verdict()) {
                    case Missing missing -> new Hold(NO_VERDICT);
                    case Given given -> next(standing, given, situation);
                };
        });
    }

    private static Optional<RolloutStep> alarm(Situation situation) {
        if (!(situation.verdict() instanceof Given given)) {
            return Optional.empty();
        }
        if (given.word() == Word.HARM) {
            return Optional.of(new RollBack(Cause.HARM));
        }
        if (!given.treatmentSilent()) {
            return Optional.empty();
        }
        Instant since = situation.silentSince();
        boolean over = since != null
                && !situation.now().isBefore(since.plus(situation.policy().silentGrace()));
        return Optional.of(over ? new RollBack(Cause.TREATMENT_SILENT) : new Hold(TREATMENT_SILENT));
    }

    private static RolloutStep next(Standing standing, Given verdict, Situation situation) {
        RolloutPolicy policy = situation.policy();
        if (verdict.word() == Word.CANNOT_JUDGE) {
            return new Hold(CANNOT_JUDGE);
        }
        if (situation.now().isBefore(standing.since().plus(policy.minimumStep()))) {
            return new Hold(MINIMUM_STEP);
        }
        if (verdict.word() == Word.INCONCLUSIVE) {
            return switch (policy.onInconclusive()) {
                case HOLD -> new Hold(INCONCLUSIVE);
                case ROLL_BACK -> new RollBack(Cause.INCONCLUSIVE);
                case PROMOTE -> doubt(situation).orElseGet(() -> promotion(verdict, verdict.ratioClean()));
            };
        }
        Optional<Double> next = policy.after(standing.share());
        if (next.isEmpty()) {
            return new Hold(LAST_STEP);
        }
        if (!passes(verdict, standing.share(), policy)) {
            return new Hold(INSUFFICIENT_DATA);
        }
        return doubt(situation)
                .orElseGet(() -> next.get() < RolloutPolicy.WHOLE
                        ? new Advance(next.get())
                        : promotion(verdict, verdict.promotable() && isGood(verdict)));
    }

    /**
     * Whether a verdict lets a rollout leave a step: a clean sample ratio, and every guardrail's bound known and below
     * the step's margin (STATISTICS, the decision). Without margins of the policy's own only {@code BETTER} and {@code
     * NO_HARM} can pass, since analytics says something else while any bound is above the metric's margin.
     */
    static boolean passes(Given verdict, double step, RolloutPolicy policy) {
        boolean ownMargins = policy.margins().stream().anyMatch(margin -> margin.step() == step);
        boolean word = isGood(verdict) || (ownMargins && verdict.word() == Word.INSUFFICIENT_DATA);
        return word
                && verdict.ratioClean()
                && !verdict.bounds().isEmpty()
                && verdict.bounds().stream().allMatch(bound -> bound.isBelow(policy.margin(step, bound.metric())));
    }

    private static boolean isGood(Given verdict) {
        return verdict.word() == Word.BETTER || verdict.word() == Word.NO_HARM;
    }

    private static Optional<RolloutStep> doubt(Situation situation) {
        if (!situation.policy().asksWitnesses()) {
            return Optional.empty();
        }
        return switch (situation.witnesses()) {
            case AGREE -> Optional.empty();
            case DIFFER -> Optional.of(new Hold(WITNESSES_DIFFER));
            case UNKNOWN -> Optional.of(new Hold(WITNESSES_UNKNOWN));
        };
    }

    private static RolloutStep promotion(Given verdict, boolean met) {
        if (!met) {
            return new Hold(PROMOTION_CONDITIONS);
        }
        return verdict.blind() ? new Hold(BLIND_TO_UNREACHABLE_PODS) : new Promote();
    }
}
