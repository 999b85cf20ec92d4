package io.meshtrial.experiment.plan;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.access.Role;
import io.meshtrial.experiment.definition.Experiment;
import io.meshtrial.experiment.definition.ExperimentDraft;
import io.meshtrial.experiment.definition.ExperimentState;
import io.meshtrial.experiment.definition.Experiments;
import io.meshtrial.experiment.definition.ReadRules;
import io.meshtrial.experiment.definition.Revision;
import io.meshtrial.experiment.definition.RevisionFactory;
import io.meshtrial.experiment.definition.RuleReader;
import io.meshtrial.experiment.definition.SpecBuilder;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.experiment.definition.Variant;
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
    private final Experiments experiments;
    private final SpecBuilder specs;
    private final RevisionFactory revisions;
    private final Clock clock;

    PlanController(
            Planner planner, Experiments experiments, SpecBuilder specs, RevisionFactory revisions, Clock clock) {
        this.planner = planner;
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
        return planner.plan(
                        stored.experiment(),
                        candidate(stored, request, actor),
                        acknowledged(ack, request),
                        stored.experiment().derived())
                .view();
    }

    /** The present revision, or the one that other rules would become. */
    private Revision candidate(StoredExperiment stored, @Nullable PlanRequest request, Actor actor) {
        if (request == null || request.rules() == null || request.rules().isNull()) {
            return stored.revision();
        }
        ReadRules read = RuleReader.read(
                request.rules(),
                "/rules",
                stored.spec().variants().stream().map(Variant::name).toList());
        return read.text().equals(stored.revision().rules())
                ? stored.revision()
                : revisions.next(stored.revision(), stored.spec(), read, actor, null);
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
