package io.meshtrial.experiment.mesh;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.access.Role;
import io.meshtrial.experiment.definition.ServiceView;
import io.meshtrial.experiment.rest.ProblemException;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What can be experimented on. */
@RestController
@RequestMapping("/api/v1/services")
@Tag(name = "Services")
class ServiceController {

    private final ServiceViews services;

    ServiceController(ServiceViews services) {
        this.services = services;
    }

    @GetMapping
    List<ServiceView> services(Actor actor) {
        return services.services().stream()
                .filter(view -> actor.may(Role.VIEWER, view.namespace()))
                .toList();
    }

    @GetMapping("/{namespace}/{service}/versions")
    ServiceView versions(@PathVariable String namespace, @PathVariable String service, Actor actor) {
        actor.require(namespace, Role.VIEWER);
        return services.services().stream()
                .filter(view ->
                        view.namespace().equals(namespace) && view.service().equals(service))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("VirtualService " + namespace + "/" + service));
    }
}
