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
 */
public record ExperimentStatus(
        long version,
        int observedRevision,
        List<StatusCondition> conditions,
        @Nullable PublicationStatus publication,
        List<FindingStatus> findings,
        @Nullable DriftStatus drift) {

    public static final ExperimentStatus NONE = new ExperimentStatus(0, 0, List.of(), null, List.of(), null);

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
        return new ExperimentStatus(version, observedRevision, next, publication, findings, drift);
    }

    public Optional<StatusCondition> condition(String type) {
        return conditions.stream().filter(c -> c.type().equals(type)).findFirst();
    }

    public ExperimentStatus withPublication(PublicationStatus next) {
        return new ExperimentStatus(version, observedRevision, conditions, next, findings, drift);
    }

    public ExperimentStatus withObserved(int revision) {
        return new ExperimentStatus(version, revision, conditions, publication, findings, drift);
    }

    public ExperimentStatus withFindings(List<FindingStatus> next) {
        return new ExperimentStatus(version, observedRevision, conditions, publication, next, drift);
    }

    public ExperimentStatus withDrift(@Nullable DriftStatus next) {
        return new ExperimentStatus(version, observedRevision, conditions, publication, findings, next);
    }

    ExperimentStatus withVersion(long next) {
        return new ExperimentStatus(next, observedRevision, conditions, publication, findings, drift);
    }
}
