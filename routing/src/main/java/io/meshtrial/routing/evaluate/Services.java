package io.meshtrial.routing.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.object.MeshObject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
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
        Service service = serving(destination);
        if (service == null) {
            return Reachability.UNKNOWN_HOST;
        }
        Map<String, String> labels = labels(service, destination);
        if (labels == null) {
            return Reachability.UNKNOWN_SUBSET;
        }
        return service.endpoints().anyWith(labels) ? Reachability.REACHABLE : Reachability.NO_ENDPOINTS;
    }

    /** Addresses behind a destination, as far as the objects say. */
    List<String> addresses(Destination destination) {
        Service service = serving(destination);
        Map<String, String> labels = service == null ? null : labels(service, destination);
        return service == null || labels == null
                ? List.of()
                : service.endpoints().addresses(labels);
    }

    private @Nullable Service serving(Destination destination) {
        Service service = byHost.get(destination.host());
        return service == null || !service.ports().contains(destination.port()) ? null : service;
    }

    private @Nullable Map<String, String> labels(Service service, Destination destination) {
        return destination.subset().isEmpty() ? Map.of() : subsets.labels(service, destination.subset());
    }
}
