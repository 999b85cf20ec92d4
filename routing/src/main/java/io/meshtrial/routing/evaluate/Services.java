package io.meshtrial.routing.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.object.MeshObject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The services that the mesh knows, by full host name, and what stands behind them as far as the objects say. */
final class Services {

    /** @param namespace where its DestinationRules are looked for */
    record Service(String host, String namespace, Set<Integer> ports, Endpoints endpoints) {}

    private final Map<String, Service> byHost = new LinkedHashMap<>();
    private final Subsets subsets;

    Services(Collection<MeshObject> objects, Workload workload) {
        subsets = new Subsets(objects, workload);
        for (MeshObject object : objects) {
            switch (object.kind()) {
                case "Service" -> {
                    String host = HostNames.resolve(object.name(), object.namespace());
                    put(host, object, "port", Endpoints.ofService(object, objects));
                }
                case "ServiceEntry" -> {
                    for (JsonNode host : object.spec().path("hosts")) {
                        put(host.asText(), object, "number", Endpoints.ofEntry(object, objects));
                    }
                }
                default -> {}
            }
        }
    }

    private void put(String host, MeshObject object, String portField, Endpoints endpoints) {
        Set<Integer> ports = new TreeSet<>();
        object.spec()
                .path("ports")
                .forEach(port -> ports.add(port.path(portField).asInt()));
        byHost.putIfAbsent(host, new Service(host, object.namespace(), ports, endpoints));
    }

    Collection<Service> all() {
        return byHost.values();
    }

    @Nullable
    Service find(String host) {
        return byHost.get(host);
    }

    /** The port asked for, or the service's only one, or the listener's. */
    Destination destination(JsonNode destination, int listenerPort) {
        String host = destination.path("host").asText();
        Service service = byHost.get(host);
        int port = listenerPort;
        if (destination.path("port").has("number")) {
            port = destination.at("/port/number").asInt();
        } else if (service != null && service.ports().size() == 1) {
            port = service.ports().iterator().next();
        }
        return new Destination(host, destination.path("subset").asText(""), port);
    }

    Reachability reachability(Destination destination) {
        Service service = byHost.get(destination.host());
        if (service == null || !service.ports().contains(destination.port())) {
            return Reachability.UNKNOWN_HOST;
        }
        Map<String, String> labels = Map.of();
        if (!destination.subset().isEmpty()) {
            Map<String, String> found = subsets.labels(service, destination.subset());
            if (found == null) {
                return Reachability.UNKNOWN_SUBSET;
            }
            labels = found;
        }
        return service.endpoints().anyWith(labels) ? Reachability.REACHABLE : Reachability.NO_ENDPOINTS;
    }
}
