package io.meshtrial.experiment.mesh;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.access.Role;
import io.meshtrial.experiment.definition.Experiments;
import io.meshtrial.experiment.definition.PublicationStatus;
import io.meshtrial.experiment.rest.ProblemException;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** How far something is that takes time. */
@RestController
@Tag(name = "Operations")
class OperationController {

    private final Publications publications;
    private final Experiments experiments;

    OperationController(Publications publications, Experiments experiments) {
        this.publications = publications;
        this.experiments = experiments;
    }

    @GetMapping("/api/v1/operations/{id}")
    PublicationStatus operation(@PathVariable String id, Actor actor) {
        Publications.Publication found =
                publications.find(id).orElseThrow(() -> ProblemException.notFound("operation called " + id));
        experiments.require(found.experiment(), actor, Role.VIEWER);
        return found.status();
    }
}
