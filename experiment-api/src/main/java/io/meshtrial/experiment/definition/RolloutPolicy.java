package io.meshtrial.experiment.definition;

import java.time.Duration;
import java.util.List;

/**
 * How a rollout goes on by itself.
 *
 * @param steps shares of the treatment in percent, rising
 * @param minimumStep how long each step lasts at least
 * @param onInconclusive what happens when the planned time is over and nothing is shown
 */
public record RolloutPolicy(List<Double> steps, Duration minimumStep, OnInconclusive onInconclusive) {

    public enum OnInconclusive {
        HOLD,
        ROLL_BACK,
        PROMOTE
    }

    public RolloutPolicy {
        steps = List.copyOf(steps);
    }
}
