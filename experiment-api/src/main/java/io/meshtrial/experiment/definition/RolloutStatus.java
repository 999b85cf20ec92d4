package io.meshtrial.experiment.definition;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a rollout stands.
 *
 * @param revision the revision that this is about
 * @param step share of the treatment in percent, as the rules give it
 * @param steps all steps of the policy, in percent
 * @param nextStep the step that would follow; null after the last
 * @param since when the step came into effect in the mesh; null before that
 * @param nextStepAt the earliest time of the next step; null where none can be named
 * @param heldBecause why it does not go on
 * @param silentSince since when a treatment has sent no events
 */
public record RolloutStatus(
        int revision,
        double step,
        List<Double> steps,
        @Nullable Double nextStep,
        @Nullable Instant since,
        @Nullable Instant nextStepAt,
        @Nullable Held heldBecause,
        @Nullable Instant silentSince) {

    /**
     * @param code a stable word in lower case with hyphens
     * @param since when it was first held for that
     */
    public record Held(String code, String message, Instant since) {}

    public RolloutStatus {
        steps = List.copyOf(steps);
    }
}
