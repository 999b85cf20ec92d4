package io.meshtrial.experiment.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.experiment.definition.Destination;
import io.meshtrial.experiment.definition.MeshView;
import io.meshtrial.experiment.definition.NaturalOrder;
import io.meshtrial.experiment.definition.ServiceView;
import io.meshtrial.experiment.definition.ServiceView.VersionView;
import io.meshtrial.routing.compile.RouteName;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Services as the live VirtualServices route them; routes of experiments are left out. */
@Component
class ServiceViews implements MeshView {

    private final MeshPort mesh;
    private final NamespaceScope scope;

    ServiceViews(MeshPort mesh, NamespaceScope scope) {
        this.mesh = mesh;
        this.scope = scope;
    }

    @Override
    public List<String> namespaces() {
        return scope.namespaces();
    }

    @Override
    public List<ServiceView> services() {
        return mesh.list(Kind.VIRTUAL_SERVICE).stream()
                .filter(object -> object.http().isArray())
                .map(ServiceViews::view)
                .toList();
    }

    private static ServiceView view(MeshObject object) {
        Map<Destination, List<String>> destinations = new LinkedHashMap<>();
        int index = 0;
        for (JsonNode route : object.http()) {
            String name = route.path("name").asText("");
            if (!RouteName.isOwned(name)) {
                String title = name.isEmpty() ? "http[" + index + "]" : name;
                for (JsonNode target : route.path("route")) {
                    destinations
                            .computeIfAbsent(destination(target.path("destination")), d -> new ArrayList<>())
                            .add(title);
                }
            }
            index++;
        }
        List<VersionView> versions = destinations.entrySet().stream()
                .map(entry -> new VersionView(
                        VersionNames.of(entry.getKey(), destinations.keySet()), entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(VersionView::name, NaturalOrder.INSTANCE))
                .toList();
        List<String> hosts = new ArrayList<>();
        object.spec().path("hosts").forEach(host -> hosts.add(host.asText()));
        return new ServiceView(object.namespace(), object.name(), hosts, versions);
    }

    private static Destination destination(JsonNode json) {
        JsonNode subset = json.path("subset");
        JsonNode port = json.path("port").path("number");
        return new Destination(
                json.path("host").asText(),
                subset.isTextual() ? subset.asText() : null,
                port.isInt() ? port.asInt() : null);
    }
}
