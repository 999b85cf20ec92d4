package io.meshtrial.experiment.plan;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.access.Role;
import io.meshtrial.experiment.definition.Experiment;
import io.meshtrial.experiment.definition.ExperimentDraft;
import io.meshtrial.experiment.definition.ExperimentState;
import io.meshtrial.experiment.definition.Experiments;
import io.meshtrial.experiment.definition.Revision;
import io.meshtrial.experiment.definition.RevisionFactory;
import io.meshtrial.experiment.definition.SpecBuilder;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Plans, for stored experiments and for what might become one. */
@RestController
@Tag(name = "Plans")
class PlanController {

    private final Planner planner;
    private final CandidatePlans candidates;
    private final Experiments experiments;
    private final SpecBuilder specs;
    private final RevisionFactory revisions;
    private final Clock clock;

    PlanController(
            Planner planner,
            CandidatePlans candidates,
            Experiments experiments,
            SpecBuilder specs,
            RevisionFactory revisions,
            Clock clock) {
        this.planner = planner;
        this.candidates = candidates;
        this.experiments = experiments;
        this.specs = specs;
        this.revisions = revisions;
        this.clock = clock;
    }

    @PostMapping("/api/v1/plan")
    PlanView plan(
            @RequestBody ExperimentDraft draft,
            @RequestParam(required = false) @Nullable List<String> ack,
            Actor actor) {
        ExperimentDraft named =
                draft.id() == null && (draft.name() == null || draft.name().isBlank())
                        ? draft.withId("new-experiment")
                        : draft;
        SpecBuilder.Built built = specs.build(named, actor.name());
        actor.require(built.spec().namespace(), Role.VIEWER);
        Experiment experiment = new Experiment(
                built.id(), 0, built.spec(), new ExperimentState.Draft(), 1, clock.instant(), true, built.derived());
        Revision revision = revisions.first(built.spec(), built.rules(), actor);
        return planner.plan(experiment, revision, acknowledged(ack, null), built.derived())
                .view();
    }

    @PostMapping("/api/v1/experiments/{id}/plan")
    PlanView plan(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable PlanRequest request,
            @RequestParam(required = false) @Nullable List<String> ack,
            Actor actor) {
        StoredExperiment stored = experiments.require(id, actor, Role.VIEWER);
        return candidates.plan(stored, request == null ? null : request.rules(), actor, acknowledged(ack, request));
    }

    private static Set<String> acknowledged(@Nullable List<String> ack, @Nullable PlanRequest request) {
        Set<String> codes = new HashSet<>();
        if (ack != null) {
            codes.addAll(ack);
        }
        if (request != null && request.ack() != null) {
            codes.addAll(request.ack());
        }
        return codes;
    }
}
