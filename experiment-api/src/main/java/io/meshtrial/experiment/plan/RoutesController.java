package io.meshtrial.experiment.plan;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.access.Role;
import io.meshtrial.experiment.definition.Destination;
import io.meshtrial.experiment.mesh.HostReader;
import io.meshtrial.experiment.rest.ProblemException;
import io.meshtrial.routing.compile.RouteName;
import io.meshtrial.routing.compile.RoutedVariant;
import io.meshtrial.routing.importing.ImportedRoute;
import io.meshtrial.routing.importing.RuleImport;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.rules.language.RuleFormatter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The live routes of a service, as they stand in the mesh. */
@RestController
@Tag(name = "Services")
class RoutesController {

    private final HostReader hosts;

    RoutesController(HostReader hosts) {
        this.hosts = hosts;
    }

    /**
     * In order; each says whose it is, and as which rule it could be read, or why not. The rules that could be read stand
     * together as a text, beside the variants that it names: an experiment can be made of them.
     */
    @GetMapping("/api/v1/services/{namespace}/{service}/routes")
    ServiceRoutes routes(@PathVariable String namespace, @PathVariable String service, Actor actor) {
        actor.require(namespace, Role.VIEWER);
        MeshObject object = hosts.read(namespace, service)
                .orElseThrow(() -> ProblemException.notFound("VirtualService " + namespace + "/" + service))
                .virtualService();
        List<ServiceRoutes.Route> routes = new ArrayList<>();
        MeshObject shown = Redaction.of(object);
        RuleImport read = RuleImport.of(object);
        for (int index = 0; index < shown.http().size(); index++) {
            routes.add(route(index, shown, read.routes()));
        }
        return new ServiceRoutes(
                namespace,
                service,
                object.title(),
                RuleFormatter.format(read.rules()),
                read.variants().stream().map(RoutesController::variant).toList(),
                routes);
    }

    private static ServiceRoutes.Imported variant(RoutedVariant variant) {
        return new ServiceRoutes.Imported(
                variant.name(), variant.role(), new Destination(variant.host(), variant.subset(), variant.port()));
    }

    private static ServiceRoutes.Route route(int index, MeshObject object, List<ImportedRoute> imported) {
        String name = object.http().get(index).path("name").asText("");
        Optional<RouteName> owned = RouteName.parse(name);
        ImportedRoute read = index < imported.size() ? imported.get(index) : null;
        return new ServiceRoutes.Route(
                index,
                name,
                owned.isPresent() ? PlanView.Owner.OURS : PlanView.Owner.FOREIGN,
                owned.map(RouteName::experiment).orElse(null),
                read instanceof ImportedRoute.AsRule rule ? RuleFormatter.format(rule.rule()) : null,
                read instanceof ImportedRoute.Foreign foreign ? foreign.reason() : null,
                object.http().get(index).toString());
    }
}
