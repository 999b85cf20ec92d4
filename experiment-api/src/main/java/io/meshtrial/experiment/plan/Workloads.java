package io.meshtrial.experiment.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.experiment.definition.Variant;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.routing.precondition.Readiness;
import java.util.List;
import java.util.Optional;

/**
 * Whether endpoints are ready behind a variant's service, by its EndpointSlices. A service without any slice, and a host that
 * is no Kubernetes service, are left out. Slices carry no labels of pods: behind a subset of a service that has ready
 * endpoints there may be none.
 */
final class Workloads {

    private static final String SERVICE = "kubernetes.io/service-name";

    private Workloads() {}

    /** Of the Kubernetes service that a host names; empty where it names none. A short host is one of the own namespace. */
    static String namespace(String host, String own) {
        String[] labels = host.split("\\.", 4);
        boolean full = labels.length > 2 && labels[2].equals("svc");
        boolean isShort = labels.length == 1 || labels.length == 2 && labels[1].equals(own);
        return full ? labels[1] : isShort ? own : "";
    }

    /** @param endpointSlices of the namespace that the variant's host is in */
    static Optional<Readiness> of(Variant variant, List<MeshObject> endpointSlices) {
        String service = variant.destination().host().replaceFirst("\\..*", "");
        List<MeshObject> slices = endpointSlices.stream()
                .filter(slice ->
                        slice.metadata().path("labels").path(SERVICE).asText().equals(service))
                .toList();
        if (slices.isEmpty()) {
            return Optional.empty();
        }
        int ready = slices.stream().mapToInt(Workloads::ready).sum();
        return Optional.of(
                variant.destination().subset() == null || ready == 0
                        ? new Readiness.Ready(ready)
                        : new Readiness.Unknown("EndpointSlices do not say which of the service's " + ready
                                + " ready endpoints are the subset's"));
    }

    /** An endpoint that says nothing counts as ready (discovery.k8s.io/v1, {@code conditions.ready}). */
    private static int ready(MeshObject slice) {
        int ready = 0;
        for (JsonNode endpoint : slice.json().path("endpoints")) {
            if (endpoint.path("conditions").path("ready").asBoolean(true)) {
                ready++;
            }
        }
        return ready;
    }
}
