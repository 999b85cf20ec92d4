package io.meshtrial.experiment.rollout;

import io.meshtrial.experiment.definition.RolloutPolicy;
import io.meshtrial.experiment.definition.RolloutStatus;
import io.meshtrial.experiment.definition.StoredExperiment;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people are shown of a rollout. It changes only where something changed, not with every tick. */
record RolloutBoard(
        StoredExperiment stored,
        RolloutPolicy policy,
        double share,
        RolloutState state,
        @Nullable Instant silentSince,
        Instant now) {

    String experiment() {
        return stored.id();
    }

    /** Since when the present revision is known to be in effect. */
    static Optional<Instant> since(StoredExperiment stored) {
        return Optional.ofNullable(stored.status().rollout())
                .filter(known -> known.revision() == stored.experiment().revision())
                .map(RolloutStatus::since);
    }

    RolloutStatus status(@Nullable RolloutStatus before, @Nullable HoldReason reason, String detail) {
        Instant since = state instanceof RolloutState.Standing standing ? standing.since() : known().orElse(null);
        Double next = policy.after(share).orElse(null);
        return new RolloutStatus(
                stored.experiment().revision(),
                share,
                policy.steps(),
                next,
                since,
                since == null || next == null ? null : since.plus(policy.minimumStep()),
                held(before, reason, detail),
                silentSince);
    }

    /** The time of a step that is not served begins when it is, anew where it had begun before. */
    private Optional<Instant> known() {
        return state instanceof RolloutState.Unserved ? Optional.empty() : since(stored);
    }

    private RolloutStatus.@Nullable Held held(
            @Nullable RolloutStatus before, @Nullable HoldReason reason, String detail) {
        if (reason == null) {
            return null;
        }
        String message = detail.isEmpty() ? reason.message() : reason.message() + " (" + detail + ")";
        RolloutStatus.Held known = before == null ? null : before.heldBecause();
        return new RolloutStatus.Held(
                reason.code(), message, known != null && known.code().equals(reason.code()) ? known.since() : now);
    }
}
