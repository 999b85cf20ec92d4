package io.meshtrial.experiment.rollout;

import java.time.Instant;

/** Where a rollout is; only one that stands in the mesh can go on. */
sealed interface RolloutState {

    /** Share of the treatment in percent. */
    double share();

    /** The step is stored and the mesh does not have it yet. */
    record Publishing(double share) implements RolloutState {}

    /**
     * The step is published, and a gateway that was asked does not serve it: what is measured is another split.
     *
     * @param because what the gateway answered instead
     */
    record Unserved(double share, String because) implements RolloutState {}

    /** Somebody paused it. */
    record Frozen(double share) implements RolloutState {}

    /** Somebody else changed the routes, and nobody has accepted it. */
    record Disputed(double share) implements RolloutState {}

    /** @param since when the step came into effect */
    record Standing(double share, Instant since) implements RolloutState {}
}
