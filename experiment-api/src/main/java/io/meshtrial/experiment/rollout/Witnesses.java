package io.meshtrial.experiment.rollout;

import io.meshtrial.experiment.definition.RolloutPolicy;

/** What independent witnesses say about an experiment's traffic, such as Kiali and the mesh's telemetry. */
public interface Witnesses {

    /** Only the first is a pass. */
    enum Answer {
        AGREE,
        DIFFER,
        /** They did not answer, or it is too early. */
        UNKNOWN
    }

    /** Of all of them, or of those alone that the policy names. */
    Answer of(String experiment, RolloutPolicy policy);
}
