package io.meshtrial.experiment.definition;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One experiment as it is stored.
 *
 * @param version raised by every change; the ETag
 * @param revision number of the newest revision
 * @param accepted false while a foreign edit that changed the base routes waits for someone to look
 * @param disputes times of such edits, oldest first; the last one is open while {@code accepted} is false
 */
public record Experiment(
        String id,
        long version,
        ExperimentSpec spec,
        ExperimentState state,
        int revision,
        Instant createdAt,
        boolean accepted,
        List<Derived> derived,
        List<Dispute> disputes) {

    public Experiment {
        derived = List.copyOf(derived);
        disputes = List.copyOf(disputes);
    }

    public Experiment(
            String id,
            long version,
            ExperimentSpec spec,
            ExperimentState state,
            int revision,
            Instant createdAt,
            boolean accepted,
            List<Derived> derived) {
        this(id, version, spec, state, revision, createdAt, accepted, derived, List.of());
    }

    public Experiment withState(ExperimentState next) {
        return new Experiment(id, version, spec, next, revision, createdAt, accepted, derived, disputes);
    }

    public Experiment withSpec(ExperimentSpec next, int nextRevision) {
        return new Experiment(id, version, next, state, nextRevision, createdAt, accepted, derived, disputes);
    }

    /** Somebody else changed the base routes; a dispute that is open already goes on. */
    public Experiment disputedFrom(Instant edit) {
        List<Dispute> all = new ArrayList<>(disputes);
        if (all.isEmpty() || all.getLast().until() != null) {
            all.add(new Dispute(edit, null));
        }
        return new Experiment(id, version, spec, state, revision, createdAt, false, derived, all);
    }

    public Experiment acceptedAt(Instant at) {
        List<Dispute> all = disputes.stream()
                .map(dispute -> dispute.until() == null ? new Dispute(dispute.from(), at) : dispute)
                .toList();
        return new Experiment(id, version, spec, state, revision, createdAt, true, derived, all);
    }

    Experiment withVersion(long next) {
        return new Experiment(id, next, spec, state, revision, createdAt, accepted, derived, disputes);
    }
}
