package io.meshtrial.experiment.plan;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.access.Role;
import io.meshtrial.experiment.definition.ExperimentDraft;
import io.meshtrial.experiment.definition.Experiments;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.routing.diff.Notation;
import io.swagger.v3.oas.annotations.tags.Tag;
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

    private final DraftPlans drafts;
    private final CandidatePlans candidates;
    private final Experiments experiments;

    PlanController(DraftPlans drafts, CandidatePlans candidates, Experiments experiments) {
        this.drafts = drafts;
        this.candidates = candidates;
        this.experiments = experiments;
    }

    /** @param diff notation in which the diff is written; YAML unless it is said */
    @PostMapping("/api/v1/plan")
    PlanView plan(
            @RequestBody ExperimentDraft draft,
            @RequestParam(required = false) @Nullable List<String> ack,
            @RequestParam(required = false) @Nullable Notation diff,
            Actor actor) {
        return drafts.plan(draft, acknowledged(ack, null), actor).plan().view(diff);
    }

    /** @param diff notation in which the diff is written; YAML unless it is said */
    @PostMapping("/api/v1/experiments/{id}/plan")
    PlanView plan(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable PlanRequest request,
            @RequestParam(required = false) @Nullable List<String> ack,
            @RequestParam(required = false) @Nullable Notation diff,
            Actor actor) {
        StoredExperiment stored = experiments.require(id, actor, Role.VIEWER);
        return candidates
                .whole(stored, request == null ? null : request.rules(), actor, acknowledged(ack, request))
                .view(diff);
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
