package io.meshtrial.localmesh.edge;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.evaluate.Destination;
import io.meshtrial.routing.object.MeshObject;
import io.vertx.core.net.SocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses stand behind a destination, from EndpointSlices (or Endpoints) of its Service, or from the inline
 * endpoints of a ServiceEntry or the WorkloadEntries that it selects. A subset takes those whose Pod has the subset's labels.
 */
final class EndpointDirectory {

    private static final String SERVICE_OF_SLICE = "kubernetes.io/service-name";

    /** @param labels of the workload behind the address */
    record Endpoint(SocketAddress address, Map<String, String> labels) {}

    private final Map<Destination, List<Endpoint>> byDestination;

    private EndpointDirectory(Map<Destination, List<Endpoint>> byDestination) {
        this.byDestination = byDestination;
    }

    static EndpointDirectory of(Collection<MeshObject> objects) {
        return new Builder(objects).build();
    }

    /** Empty where nothing is ready behind it. */
    List<Endpoint> find(Destination destination) {
        return byDestination.getOrDefault(destination, List.of());
    }

    private static final class Builder {
        private final Map<Destination, List<Endpoint>> found = new HashMap<>();
        private final Map<String, Map<String, String>> podLabels = new HashMap<>();
        private final Collection<MeshObject> objects;

        Builder(Collection<MeshObject> objects) {
            this.objects = objects;
            each(
                    "Pod",
                    pod -> podLabels.put(
                            pod.namespace() + "/" + pod.name(),
                            labels(pod.metadata().path("labels"))));
        }

        EndpointDirectory build() {
            each("Service", this::service);
            each("ServiceEntry", this::entry);
            each("DestinationRule", this::subsets);
            found.replaceAll((destination, endpoints) -> List.copyOf(endpoints));
            return new EndpointDirectory(Map.copyOf(found));
        }

        private void service(MeshObject service) {
            for (JsonNode port : service.spec().path("ports")) {
                Destination destination =
                        new Destination(hostOf(service), "", port.path("port").asInt());
                each("EndpointSlice", slice -> {
                    String owner = slice.metadata()
                            .path("labels")
                            .path(SERVICE_OF_SLICE)
                            .asText();
                    if (slice.namespace().equals(service.namespace()) && owner.equals(service.name())) {
                        int number = portNumber(slice.json().path("ports"), port);
                        slice.json()
                                .path("endpoints")
                                .forEach(endpoint -> addSlice(destination, slice, endpoint, number));
                    }
                });
                if (found.containsKey(destination)) {
                    continue;
                }
                each("Endpoints", endpoints -> {
                    if (endpoints.namespace().equals(service.namespace())
                            && endpoints.name().equals(service.name())) {
                        for (JsonNode subset : endpoints.json().path("subsets")) {
                            int number = portNumber(subset.path("ports"), port);
                            subset.path("addresses")
                                    .forEach(address -> add(
                                            destination,
                                            address.path("ip").asText(),
                                            number,
                                            podOf(endpoints, address)));
                        }
                    }
                });
            }
        }

        private void addSlice(Destination destination, MeshObject slice, JsonNode endpoint, int port) {
            if (endpoint.path("conditions").path("ready").asBoolean(true)) {
                endpoint.path("addresses")
                        .forEach(address -> add(destination, address.asText(), port, podOf(slice, endpoint)));
            }
        }

        private void entry(MeshObject entry) {
            for (JsonNode port : entry.spec().path("ports")) {
                for (JsonNode host : entry.spec().path("hosts")) {
                    Destination destination = new Destination(
                            host.asText(), "", port.path("number").asInt());
                    workloads(entry).forEach(endpoint -> {
                        int usual = port.path("targetPort")
                                .asInt(port.path("number").asInt());
                        int number = endpoint.path("ports")
                                .path(port.path("name").asText())
                                .asInt(usual);
                        add(destination, endpoint.path("address").asText(), number, labels(endpoint.path("labels")));
                    });
                }
            }
        }

        private Iterable<JsonNode> workloads(MeshObject entry) {
            JsonNode selector = entry.spec().path("workloadSelector").path("labels");
            if (!selector.isObject()) {
                return entry.spec().path("endpoints");
            }
            Map<String, String> wanted = labels(selector);
            List<JsonNode> selected = new ArrayList<>();
            each("WorkloadEntry", workload -> {
                boolean fits = labels(workload.spec().path("labels")).entrySet().containsAll(wanted.entrySet());
                if (fits && workload.namespace().equals(entry.namespace())) {
                    selected.add(workload.spec());
                }
            });
            return selected;
        }

        private void subsets(MeshObject rule) {
            String host = rule.spec().path("host").asText();
            String full = host.contains(".") ? host : host + "." + rule.namespace() + ".svc.cluster.local";
            for (JsonNode subset : rule.spec().path("subsets")) {
                Map<String, String> wanted = labels(subset.path("labels"));
                Map<Destination, List<Endpoint>> chosen = new HashMap<>();
                found.forEach((destination, endpoints) -> {
                    if (destination.host().equals(full) && destination.subset().isEmpty()) {
                        chosen.put(
                                new Destination(full, subset.path("name").asText(), destination.port()),
                                endpoints.stream()
                                        .filter(endpoint ->
                                                endpoint.labels().entrySet().containsAll(wanted.entrySet()))
                                        .toList());
                    }
                });
                chosen.forEach(found::putIfAbsent);
            }
        }

        private void add(Destination destination, String address, int port, Map<String, String> labels) {
            if (port > 0 && !address.isEmpty()) {
                found.computeIfAbsent(destination, first -> new ArrayList<>())
                        .add(new Endpoint(SocketAddress.inetSocketAddress(port, address), labels));
            }
        }

        private Map<String, String> podOf(MeshObject holder, JsonNode endpoint) {
            String pod = endpoint.path("targetRef").path("name").asText();
            return podLabels.getOrDefault(holder.namespace() + "/" + pod, Map.of());
        }

        /** The port of the same name, or the only one. */
        private static int portNumber(JsonNode ports, JsonNode servicePort) {
            @Nullable JsonNode match = null;
            for (JsonNode port : ports) {
                if (ports.size() == 1
                        || port.path("name")
                                .asText()
                                .equals(servicePort.path("name").asText())) {
                    match = port;
                }
            }
            return match == null ? 0 : match.path("port").asInt();
        }

        private void each(String kind, Consumer<MeshObject> action) {
            objects.stream().filter(object -> object.kind().equals(kind)).forEach(action);
        }
    }

    private static String hostOf(MeshObject service) {
        return service.name() + "." + service.namespace() + ".svc.cluster.local";
    }

    private static Map<String, String> labels(JsonNode labels) {
        Map<String, String> map = new HashMap<>();
        labels.properties()
                .forEach(label -> map.put(label.getKey(), label.getValue().asText()));
        return Map.copyOf(map);
    }
}
