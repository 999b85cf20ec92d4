package io.meshtrial.experiment.definition;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the platform has seen of an experiment.
 *
 * @param version raised by every change of the status
 * @param observedRevision the revision that the mesh was last brought to; 0 before the first time
 * @param verdict what analytics said last; null before it was ever read
 */
public record ExperimentStatus(
        long version,
        int observedRevision,
        List<StatusCondition> conditions,
        @Nullable PublicationStatus publication,
        List<FindingStatus> findings,
        @Nullable DriftStatus drift,
        @Nullable RolloutStatus rollout,
        @Nullable VerdictStatus verdict) {

    public static final ExperimentStatus NONE =
            new ExperimentStatus(0, 0, List.of(), null, List.of(), null, null, null);

    public ExperimentStatus {
        conditions = List.copyOf(conditions);
        findings = List.copyOf(findings);
    }

    public ExperimentStatus withCondition(StatusCondition condition) {
        List<StatusCondition> next = new ArrayList<>(conditions);
        Optional<StatusCondition> before = condition(condition.type());
        Instant since = before.filter(old -> old.status() == condition.status())
                .map(StatusCondition::since)
                .orElse(condition.since());
        StatusCondition entry = new StatusCondition(
                condition.type(), condition.status(), condition.reason(), condition.message(), since);
        before.ifPresentOrElse(old -> next.set(next.indexOf(old), entry), () -> next.add(entry));
        return new ExperimentStatus(version, observedRevision, next, publication, findings, drift, rollout, verdict);
    }

    public Optional<StatusCondition> condition(String type) {
        return conditions.stream().filter(c -> c.type().equals(type)).findFirst();
    }

    /**
     * What a gateway said that was asked for the observed revision and does not serve it; empty where it does, and where
     * nobody could be asked.
     */
    public Optional<StatusCondition> unserved() {
        return condition(StatusCondition.CONFIRMED)
                .filter(confirmed -> confirmed.status() == StatusCondition.Status.FALSE);
    }

    public ExperimentStatus withPublication(PublicationStatus next) {
        return new ExperimentStatus(version, observedRevision, conditions, next, findings, drift, rollout, verdict);
    }

    public ExperimentStatus withObserved(int revision) {
        return new ExperimentStatus(version, revision, conditions, publication, findings, drift, rollout, verdict);
    }

    public ExperimentStatus withFindings(List<FindingStatus> next) {
        return new ExperimentStatus(version, observedRevision, conditions, publication, next, drift, rollout, verdict);
    }

    public ExperimentStatus withDrift(@Nullable DriftStatus next) {
        return new ExperimentStatus(
                version, observedRevision, conditions, publication, findings, next, rollout, verdict);
    }

    public ExperimentStatus withRollout(@Nullable RolloutStatus next) {
        return new ExperimentStatus(version, observedRevision, conditions, publication, findings, drift, next, verdict);
    }

    public ExperimentStatus withVerdict(VerdictStatus next) {
        return new ExperimentStatus(version, observedRevision, conditions, publication, findings, drift, rollout, next);
    }

    ExperimentStatus withVersion(long next) {
        return new ExperimentStatus(next, observedRevision, conditions, publication, findings, drift, rollout, verdict);
    }
}
