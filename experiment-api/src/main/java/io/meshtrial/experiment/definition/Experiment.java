package io.meshtrial.experiment.definition;

import java.time.Instant;
import java.util.List;

/**
 * One experiment as it is stored.
 *
 * @param version raised by every change; the ETag
 * @param revision number of the newest revision
 * @param accepted false while a foreign edit that changed the base routes waits for someone to look
 */
public record Experiment(
        String id,
        long version,
        ExperimentSpec spec,
        ExperimentState state,
        int revision,
        Instant createdAt,
        boolean accepted,
        List<Derived> derived) {

    public Experiment {
        derived = List.copyOf(derived);
    }

    public Experiment withState(ExperimentState next) {
        return new Experiment(id, version, spec, next, revision, createdAt, accepted, derived);
    }

    public Experiment withSpec(ExperimentSpec next, int nextRevision) {
        return new Experiment(id, version, next, state, nextRevision, createdAt, accepted, derived);
    }

    public Experiment withAccepted(boolean next) {
        return new Experiment(id, version, spec, state, revision, createdAt, next, derived);
    }

    Experiment withVersion(long next) {
        return new Experiment(id, next, spec, state, revision, createdAt, accepted, derived);
    }
}
