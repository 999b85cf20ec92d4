package io.meshtrial.experiment.plan;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.access.Role;
import io.meshtrial.experiment.definition.Experiments;
import io.meshtrial.experiment.definition.StoredExperiment;
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

    ExplainController(CandidatePlans candidates, DraftPlans drafts, Experiments experiments) {
        this.candidates = candidates;
        this.drafts = drafts;
        this.experiments = experiments;
    }

    /** The routes are looked at as the plan of this definition would leave them; nothing is stored. */
    @PostMapping("/api/v1/plan/explain")
    ExplainView explain(@RequestBody DraftExplainRequest request, Actor actor) {
        DraftPlans.Drafted drafted = drafts.plan(request.requireDefinition(), Set.of(), actor);
        Plan plan = drafted.plan();
        TrafficTable table = TrafficTable.of(plan.live(), plan.after(), drafted.spec());
        return Explanations.of(drafted.id(), plan.view().planId(), request.requireRequest(), table, plan);
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
        TrafficTable table = TrafficTable.of(
                planned.live(), preview ? planned.after() : planned.live().virtualService(), stored.spec());
        return Explanations.of(id, preview ? planned.view().planId() : null, request, table, planned);
    }
}
