package io.meshtrial.experiment.mesh;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.access.Role;
import io.meshtrial.experiment.audit.History;
import io.meshtrial.experiment.definition.Experiment;
import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.definition.ExperimentView;
import io.meshtrial.experiment.definition.Experiments;
import io.meshtrial.experiment.definition.StatusCondition;
import io.meshtrial.experiment.definition.StatusStore;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.experiment.rest.DryRun;
import io.meshtrial.experiment.rest.EntityTags;
import io.meshtrial.experiment.rest.ProblemException;
import io.meshtrial.experiment.rest.ProblemType;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lets a foreign edit stand. */
@RestController
@Tag(name = "Lifecycle")
class DriftController {

    /** @param hash of the drift that was looked at; then another edit in between is refused */
    @Schema(name = "AcceptRequest")
    record AcceptRequest(@Nullable String hash, @Nullable String reason) {}

    private final Experiments experiments;
    private final ExperimentStore store;
    private final StatusStore statuses;
    private final History history;
    private final Publications publications;
    private final MeshPublisher publisher;
    private final MeshPort mesh;
    private final Clock clock;

    DriftController(
            Experiments experiments,
            ExperimentStore store,
            StatusStore statuses,
            History history,
            Publications publications,
            MeshPublisher publisher,
            MeshPort mesh,
            Clock clock) {
        this.experiments = experiments;
        this.store = store;
        this.statuses = statuses;
        this.history = history;
        this.publications = publications;
        this.publisher = publisher;
        this.mesh = mesh;
        this.clock = clock;
    }

    /** From here on the base routes are what they have become; routes of the experiment that were taken are put back. */
    @PostMapping("/api/v1/experiments/{id}/accept")
    ResponseEntity<ExperimentView> accept(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable AcceptRequest request,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestParam(required = false) @Nullable String dryRun,
            Actor actor) {
        StoredExperiment stored = experiments.require(id, actor, Role.EDITOR);
        EntityTags.allow(ifMatch, stored.experiment().version());
        var drift = stored.status().drift();
        if (drift == null) {
            throw new ProblemException(ProblemType.ILLEGAL_MOVE, "There is no foreign edit to accept.");
        }
        if (request != null && request.hash() != null && !request.hash().equals(drift.hash())) {
            throw new ProblemException(ProblemType.PLAN_STALE, "The edit is another by now: " + drift.hash() + ".");
        }
        if (drift.saysGone() && isGone(stored)) {
            throw new ProblemException(
                    ProblemType.ILLEGAL_MOVE,
                    drift.object()
                            + " does not exist: make it again, then accept what it has become; or stop the experiment.");
        }
        if (DryRun.asked(dryRun)) {
            return ResponseEntity.ok(ExperimentView.of(stored));
        }
        Experiment accepted = store.update(stored.experiment().acceptedAt(clock.instant()));
        history.append(
                id,
                actor.name(),
                PutBacks.ACCEPTED,
                accepted.revision(),
                request == null ? null : request.reason(),
                drift.diff());
        if (drift.ownedChanged()) {
            publications.askUnlessOpen(id, accepted.revision(), clock.instant());
            publisher.wake(id);
        }
        statuses.update(
                id,
                status -> status.withDrift(null)
                        .withCondition(new StatusCondition(
                                "InSync",
                                StatusCondition.Status.TRUE,
                                "Accepted",
                                actor.name() + " accepted the edit.",
                                clock.instant()))
                        .withCondition(new StatusCondition(
                                "Contested",
                                StatusCondition.Status.FALSE,
                                "Accepted",
                                actor.name() + " looked at it.",
                                clock.instant())));
        StoredExperiment now = experiments.require(id, actor, Role.VIEWER);
        return ResponseEntity.ok()
                .eTag(EntityTags.of(now.experiment().version()))
                .body(ExperimentView.of(now));
    }

    private boolean isGone(StoredExperiment stored) {
        return mesh.get(
                        Kind.VIRTUAL_SERVICE,
                        stored.spec().namespace(),
                        stored.spec().virtualService())
                .isEmpty();
    }
}
