package io.meshtrial.experiment.lifecycle;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.access.Role;
import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.definition.ExperimentView;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.experiment.mesh.MeshRollback;
import io.meshtrial.experiment.mesh.OrphanRoutes;
import io.meshtrial.experiment.mesh.Orphans;
import io.meshtrial.experiment.mesh.Trace;
import io.meshtrial.experiment.rest.DryRun;
import io.meshtrial.experiment.rest.EntityTags;
import io.meshtrial.experiment.rest.ProblemException;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Routes without an experiment: after a store was lost, or a removal that could not be finished. */
@RestController
@RequestMapping("/api/v1/orphans")
@Tag(name = "Orphans")
class OrphanController {

    /**
     * @param rules as they were; left out where weights alone tell them
     * @param priority as it was declared, from -1000 to 1000; left out to take one that puts the experiment where its routes
     *     stand among those of others
     */
    @Schema(name = "AdoptRequest")
    record AdoptRequest(@Nullable String rules, @Nullable Integer priority) {
        static final AdoptRequest EMPTY = new AdoptRequest(null, null);
    }

    private final Orphans orphans;
    private final OrphanAdoption adoption;
    private final MeshRollback mesh;
    private final ExperimentStore store;

    OrphanController(Orphans orphans, OrphanAdoption adoption, MeshRollback mesh, ExperimentStore store) {
        this.orphans = orphans;
        this.adoption = adoption;
        this.mesh = mesh;
        this.store = store;
    }

    @GetMapping
    List<OrphanView> list(Actor actor) {
        return orphans.list().stream()
                .filter(orphan -> actor.may(Role.VIEWER, orphan.object().namespace()))
                .map(orphan -> OrphanView.of(
                        orphan,
                        store.find(orphan.experiment())
                                .map(stored -> stored.state().word())
                                .orElse(null)))
                .toList();
    }

    /** Everything of the platform's that stands in VirtualServices and DestinationRules now; after an uninstall nothing. */
    @GetMapping("/traces")
    List<Trace> traces(Actor actor) {
        List<Trace> traces = orphans.traces();
        traces.forEach(trace -> actor.require(trace.namespace(), Role.VIEWER));
        return traces;
    }

    /** The experiment is running afterwards, and nothing in the mesh has changed. */
    @PostMapping("/{id}/adopt")
    ResponseEntity<ExperimentView> adopt(
            @PathVariable String id, @RequestBody(required = false) @Nullable AdoptRequest request, Actor actor) {
        OrphanRoutes orphan = require(id);
        actor.require(orphan.object().namespace(), Role.EDITOR);
        StoredExperiment stored = adoption.adopt(orphan, request == null ? AdoptRequest.EMPTY : request, actor);
        return ResponseEntity.created(URI.create("/api/v1/experiments/" + stored.id()))
                .eTag(EntityTags.of(stored.experiment().version()))
                .body(ExperimentView.of(stored));
    }

    /** Takes the routes out, and then the subsets that were added for them; also where subsets are all that is left. */
    @DeleteMapping("/{id}")
    ResponseEntity<Void> remove(
            @PathVariable String id, @RequestParam(required = false) @Nullable String dryRun, Actor actor)
            throws InterruptedException {
        Optional<OrphanRoutes> orphan = find(id);
        if (orphan.isPresent()) {
            actor.require(orphan.get().object().namespace(), Role.EDITOR);
        } else if (!orphans.hasSubsets(id)) {
            throw unknown(id);
        }
        if (!DryRun.asked(dryRun)) {
            mesh.removeUnknown(id, namespace -> actor.require(namespace, Role.EDITOR));
        }
        return ResponseEntity.noContent().build();
    }

    private OrphanRoutes require(String id) {
        return find(id).orElseThrow(() -> unknown(id));
    }

    private Optional<OrphanRoutes> find(String id) {
        return orphans.list().stream()
                .filter(orphan -> orphan.experiment().equals(id))
                .findFirst();
    }

    private static ProblemException unknown(String id) {
        return ProblemException.notFound("orphan called " + id);
    }
}
