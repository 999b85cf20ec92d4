package io.meshtrial.experiment.plan;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.access.Role;
import io.meshtrial.experiment.definition.Experiments;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.experiment.mesh.LiveHost;
import io.meshtrial.experiment.rest.ProblemException;
import io.meshtrial.experiment.rest.ProblemType;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Says where a request goes and why, over the complete table. */
@RestController
@Tag(name = "Plans")
class ExplainController {

    private final CandidatePlans candidates;
    private final DraftPlans drafts;
    private final Experiments experiments;
    private final KnownDestinations registry;

    ExplainController(
            CandidatePlans candidates, DraftPlans drafts, Experiments experiments, KnownDestinations registry) {
        this.candidates = candidates;
        this.drafts = drafts;
        this.experiments = experiments;
        this.registry = registry;
    }

    /** The routes are looked at as the plan of this definition would leave them; nothing is stored. */
    @PostMapping("/api/v1/plan/explain")
    ExplainView explain(@RequestBody DraftExplainRequest request, Actor actor) {
        DraftPlans.Drafted drafted = drafts.plan(request.requireDefinition(), Set.of(), actor);
        Plan plan = drafted.plan();
        LiveHost host = registry.known(plan.prepared());
        TrafficTable table = TrafficTable.of(host, plan.after(), drafted.spec());
        return explanations(plan, table, host).of(drafted.id(), plan.view().planId(), request.requireRequest());
    }

    /** @param plan id of the present plan: then the routes are looked at as it would leave them */
    @PostMapping("/api/v1/experiments/{id}/explain")
    ExplainView explain(
            @PathVariable String id,
            @RequestBody ExplainRequest request,
            @RequestParam(required = false) @Nullable String plan,
            Actor actor) {
        StoredExperiment stored = experiments.require(id, actor, Role.VIEWER);
        Plan planned = candidates.whole(stored, request.rules(), actor, Set.of());
        if (plan != null && !plan.isEmpty() && !plan.equals(planned.view().planId())) {
            throw new ProblemException(
                    ProblemType.PLAN_STALE,
                    "The present plan is " + planned.view().planId() + ", not " + plan + ".");
        }
        boolean preview = plan != null || request.rules() != null;
        LiveHost host = registry.known(preview ? planned.prepared() : planned.live());
        TrafficTable table = TrafficTable.of(host, preview ? planned.after() : host.virtualService(), stored.spec());
        return explanations(planned, table, host)
                .of(id, preview ? planned.view().planId() : null, request);
    }

    private Explanations explanations(Plan plan, TrafficTable table, LiveHost host) {
        return new Explanations(table, plan, new Outcomes(table, registry.reach(host)));
    }
}
