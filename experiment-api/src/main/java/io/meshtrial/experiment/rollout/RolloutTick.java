package io.meshtrial.experiment.rollout;

import io.meshtrial.experiment.definition.ExperimentState;
import io.meshtrial.experiment.definition.Ramp;
import io.meshtrial.experiment.definition.RolloutPolicy;
import io.meshtrial.experiment.definition.RolloutStatus;
import io.meshtrial.experiment.definition.RuleReader;
import io.meshtrial.experiment.definition.StatusCondition;
import io.meshtrial.experiment.definition.StatusStore;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.experiment.definition.Variant;
import io.meshtrial.experiment.definition.VerdictStatus;
import io.meshtrial.experiment.rollout.RolloutStep.Hold;
import io.meshtrial.experiment.rollout.Verdict.Given;
import io.meshtrial.routing.compile.VariantRole;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** One look at one experiment: reads the verdict, decides, shows where it stands, and does what was decided. */
@Component
class RolloutTick {

    private final VerdictClient verdicts;
    private final ObjectProvider<Witnesses> witnesses;
    private final StatusStore statuses;
    private final RolloutActions actions;
    private final RolloutMetrics metrics;
    private final Clock clock;

    RolloutTick(
            VerdictClient verdicts,
            ObjectProvider<Witnesses> witnesses,
            StatusStore statuses,
            RolloutActions actions,
            RolloutMetrics metrics,
            Clock clock) {
        this.verdicts = verdicts;
        this.witnesses = witnesses;
        this.statuses = statuses;
        this.actions = actions;
        this.metrics = metrics;
        this.clock = clock;
    }

    void run(StoredExperiment stored) throws InterruptedException {
        Verdict verdict = verdicts.read(
                stored.id(),
                stored.spec().variants().stream()
                        .filter(variant -> variant.role() == VariantRole.TREATMENT)
                        .map(Variant::name)
                        .collect(Collectors.toSet()));
        Instant now = clock.instant();
        if (verdict instanceof Given given) {
            remember(stored.id(), given, now);
        }
        RolloutPolicy policy = stored.spec().rollout();
        if (policy != null) {
            follow(stored, policy, verdict, now);
        }
    }

    private void remember(String id, Given given, Instant now) {
        statuses.update(id, status -> {
            VerdictStatus before = status.verdict();
            return before != null && before.says(given.word().name(), given.reason())
                    ? status
                    : status.withVerdict(new VerdictStatus(given.word().name(), given.reason(), given.sentence(), now));
        });
    }

    private void follow(StoredExperiment stored, RolloutPolicy policy, Verdict verdict, Instant now) {
        Optional<Ramp> ramp =
                Ramp.of(stored.spec(), RuleReader.stored(stored.revision().rules()));
        double share = ramp.map(Ramp::percent).orElse(0.0);
        RolloutState state = state(stored, share, now);
        Instant silentSince = silentSince(stored.status().rollout(), verdict, now);
        Witnesses.Answer answer = policy.asksWitnesses() ? ask(stored.id(), policy) : Witnesses.Answer.UNKNOWN;
        RolloutStep step =
                RolloutDecider.decide(new RolloutDecider.Situation(state, verdict, policy, silentSince, answer, now));
        if (ramp.isEmpty() && !(step instanceof RolloutStep.RollBack)) {
            step = new Hold(HoldReason.RULES_CANNOT_RAMP);
        }
        RolloutBoard board = new RolloutBoard(stored, policy, share, state, silentSince, now);
        if (step instanceof Hold(HoldReason reason)) {
            show(board, reason, detail(reason, state, verdict));
        } else {
            show(board, null, "");
            actions.take(stored, step, ramp.orElse(null), verdict)
                    .ifPresent(refused -> show(board, refused.reason(), refused.detail()));
        }
    }

    private void show(RolloutBoard board, @Nullable HoldReason reason, String detail) {
        metrics.saw(board.experiment(), board.state(), reason != null);
        statuses.update(
                board.experiment(), status -> status.withRollout(board.status(status.rollout(), reason, detail)));
    }

    private Witnesses.Answer ask(String experiment, RolloutPolicy policy) {
        Witnesses asked = witnesses.getIfAvailable();
        return asked == null ? Witnesses.Answer.UNKNOWN : asked.of(experiment, policy);
    }

    /** A step is in effect from the first tick that finds its revision published and not unserved; that time is kept. */
    private static RolloutState state(StoredExperiment stored, double share, Instant now) {
        if (stored.state() instanceof ExperimentState.Paused) {
            return new RolloutState.Frozen(share);
        }
        boolean contested = stored.status()
                .condition("Contested")
                .filter(condition -> condition.status() == StatusCondition.Status.TRUE)
                .isPresent();
        if (contested || !stored.experiment().accepted()) {
            return new RolloutState.Disputed(share);
        }
        if (stored.status().observedRevision() != stored.experiment().revision()) {
            return new RolloutState.Publishing(share);
        }
        Optional<StatusCondition> unserved = stored.status().unserved();
        if (unserved.isPresent()) {
            return new RolloutState.Unserved(share, unserved.get().message());
        }
        return new RolloutState.Standing(share, RolloutBoard.since(stored).orElse(now));
    }

    private static @Nullable Instant silentSince(@Nullable RolloutStatus before, Verdict verdict, Instant now) {
        Instant known = before == null ? null : before.silentSince();
        return switch (verdict) {
            case Given given when given.treatmentSilent() -> known == null ? now : known;
            case Given given -> null;
            case Verdict.Missing missing -> known;
        };
    }

    private static String detail(HoldReason reason, RolloutState state, Verdict verdict) {
        if (reason == HoldReason.NOT_IN_EFFECT && state instanceof RolloutState.Unserved unserved) {
            return unserved.because();
        }
        return switch (verdict) {
            case Verdict.Missing missing when reason == HoldReason.NO_VERDICT -> missing.because();
            case Given given when reason == HoldReason.CANNOT_JUDGE -> String.valueOf(given.reason());
            default -> "";
        };
    }
}
