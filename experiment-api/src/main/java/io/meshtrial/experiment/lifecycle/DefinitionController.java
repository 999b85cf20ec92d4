package io.meshtrial.experiment.lifecycle;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.access.Role;
import io.meshtrial.experiment.definition.ExperimentView;
import io.meshtrial.experiment.definition.Experiments;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.experiment.rest.DryRun;
import io.meshtrial.experiment.rest.EntityTags;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Changes of definitions by JSON Merge Patch. */
@RestController
@Tag(name = "Experiments")
class DefinitionController {

    private final Experiments experiments;
    private final DefinitionChange change;

    DefinitionController(Experiments experiments, DefinitionChange change) {
        this.experiments = experiments;
        this.change = change;
    }

    /** Members as in {@code spec}. Drafts change freely; later only name, question and owner do. */
    @PatchMapping(
            path = "/api/v1/experiments/{id}",
            consumes = {"application/merge-patch+json", "application/json"})
    ResponseEntity<ExperimentView> patch(
            @PathVariable String id,
            @RequestBody
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(type = "object")))
                    JsonNode patch,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestParam(required = false) @Nullable String dryRun,
            Actor actor) {
        StoredExperiment stored = experiments.require(id, actor, Role.EDITOR);
        EntityTags.require(ifMatch, stored.experiment().version());
        StoredExperiment changed = change.apply(stored, patch, actor, DryRun.asked(dryRun));
        return ResponseEntity.ok()
                .eTag(EntityTags.of(changed.experiment().version()))
                .body(ExperimentView.of(changed));
    }
}
