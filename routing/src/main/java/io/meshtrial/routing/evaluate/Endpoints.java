package io.meshtrial.routing.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What stands behind a service.
 *
 * @param known whether the objects say; where they do not, something is taken to be there
 */
record Endpoints(boolean known, List<Endpoint> all) {

    /** @param address empty where the objects do not say it */
    record Endpoint(String address, Map<String, String> labels) {}

    private static final Endpoints NOT_KNOWN = new Endpoints(false, List.of());

    boolean anyWith(Map<String, String> wanted) {
        return !known || all.stream().anyMatch(each -> Labels.select(wanted, each.labels()));
    }

    List<String> addresses(Map<String, String> wanted) {
        return all.stream()
                .filter(each -> Labels.select(wanted, each.labels()))
                .map(Endpoint::address)
                .toList();
    }

    /** A Kubernetes service's pods; not known where no pod is among the objects. */
    static Endpoints ofService(MeshObject service, Collection<MeshObject> objects) {
        boolean podsGiven = objects.stream().anyMatch(object -> object.kind().equals("Pod"));
        JsonNode selector = service.spec().path("selector");
        return podsGiven && selector.isObject() ? selected(service, selector, objects) : NOT_KNOWN;
    }

    static Endpoints ofEntry(MeshObject entry, Collection<MeshObject> objects) {
        JsonNode inline = entry.spec().path("endpoints");
        if (inline.isArray() && !inline.isEmpty()) {
            List<Endpoint> endpoints = new ArrayList<>();
            inline.forEach(endpoint -> endpoints.add(
                    new Endpoint(endpoint.path("address").asText(""), Labels.of(endpoint.path("labels")))));
            return new Endpoints(true, endpoints);
        }
        JsonNode selector = entry.spec().at("/workloadSelector/labels");
        return selector.isObject() ? selected(entry, selector, objects) : NOT_KNOWN;
    }

    private static Endpoints selected(MeshObject service, JsonNode selector, Collection<MeshObject> objects) {
        Map<String, String> wanted = Labels.of(selector);
        List<Endpoint> found = new ArrayList<>();
        for (MeshObject object : objects) {
            Endpoint endpoint = switch (object.kind()) {
                case "Pod" ->
                    new Endpoint(
                            object.json().at("/status/podIP").asText(""),
                            Labels.of(object.metadata().path("labels")));
                case "WorkloadEntry" ->
                    new Endpoint(
                            object.spec().path("address").asText(""),
                            Labels.of(object.spec().path("labels")));
                default -> null;
            };
            boolean sameNamespace = object.namespace().equals(service.namespace());
            if (endpoint != null && sameNamespace && Labels.select(wanted, endpoint.labels())) {
                found.add(endpoint);
            }
        }
        return new Endpoints(true, found);
    }
}
