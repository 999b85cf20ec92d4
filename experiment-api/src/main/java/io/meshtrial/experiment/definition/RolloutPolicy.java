package io.meshtrial.experiment.definition;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a rollout goes on by itself. Without one an experiment changes only where somebody asks for it.
 *
 * @param steps shares of the treatment in percent, rising; 100 means promotion
 * @param minimumStep how long each step is in effect at least
 * @param onInconclusive what happens when the planned time is over and nothing is shown
 * @param margins harm margins other than the metric's own, for leaving a step
 * @param silentGrace how long a treatment may be silent before it is rolled back; it is held at once
 * @param witnesses whether all independent witnesses must agree before a step
 * @param witnessRows rows of the verification by name that must agree before a step, whether or not their witness is set up
 */
public record RolloutPolicy(
        List<Double> steps,
        Duration minimumStep,
        OnInconclusive onInconclusive,
        List<StepMargin> margins,
        Duration silentGrace,
        boolean witnesses,
        List<String> witnessRows) {

    /** At this share the whole traffic goes to the treatment. */
    public static final double WHOLE = 100;

    private static final Duration USUAL_GRACE = Duration.ofMinutes(2);

    public enum OnInconclusive {
        HOLD,
        ROLL_BACK,
        PROMOTE
    }

    /**
     * What a guardrail must keep below before the rollout leaves a step.
     *
     * @param step the share in percent that is left
     * @param margin on the relative degradation
     */
    public record StepMargin(double step, String metric, double margin) {}

    /** Policies that were stored before margins, graces and rows existed have none. */
    public RolloutPolicy {
        steps = List.copyOf(steps);
        Objects.requireNonNull(minimumStep, "minimumStep");
        Objects.requireNonNull(onInconclusive, "onInconclusive");
        margins = margins == null ? List.of() : List.copyOf(margins);
        silentGrace = silentGrace == null ? USUAL_GRACE : silentGrace;
        witnessRows = witnessRows == null ? List.of() : List.copyOf(witnessRows);
    }

    /** What an experiment gets that asks for a rollout and says no more. */
    public static RolloutPolicy defaults() {
        return new RolloutPolicy(
                List.of(1.0, 5.0, 25.0, 50.0, WHOLE),
                Duration.ofMinutes(10),
                OnInconclusive.HOLD,
                List.of(),
                USUAL_GRACE,
                false,
                List.of());
    }

    /** Whether a step waits for a witness. */
    public boolean asksWitnesses() {
        return witnesses || !witnessRows.isEmpty();
    }

    /** The first step above a share in percent. */
    public Optional<Double> after(double share) {
        return steps.stream().filter(step -> step > share).findFirst();
    }

    /** The margin that a guardrail must keep below when a step is left, where the policy names one. */
    public Optional<Double> margin(double step, String metric) {
        return margins.stream()
                .filter(margin -> margin.step() == step && margin.metric().equals(metric))
                .map(StepMargin::margin)
                .findFirst();
    }
}
