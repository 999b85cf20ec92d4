package io.meshtrial.experiment.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.experiment.definition.ExperimentSpec;
import io.meshtrial.experiment.definition.Variant;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.routing.precondition.Readiness;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many endpoints are ready behind each variant's service, by its EndpointSlices. A service without any slice (outside
 * the mesh, another namespace's) is left out. Slices carry no labels of pods: a subset is looked at as its whole service.
 */
final class Workloads {

    private static final String SERVICE = "kubernetes.io/service-name";

    private Workloads() {}

    /** @param endpointSlices of the experiment's namespace */
    static Map<String, Readiness> of(ExperimentSpec spec, List<MeshObject> endpointSlices) {
        Map<String, Readiness> readiness = new HashMap<>();
        for (Variant variant : spec.variants()) {
            List<MeshObject> slices = endpointSlices.stream()
                    .filter(slice -> isOf(slice, variant.destination().host(), spec.namespace()))
                    .toList();
            if (!slices.isEmpty()) {
                readiness.put(
                        variant.name(),
                        new Readiness.Ready(
                                slices.stream().mapToInt(Workloads::ready).sum()));
            }
        }
        return readiness;
    }

    /** A short host is a service of the experiment's own namespace. */
    private static boolean isOf(MeshObject slice, String host, String namespace) {
        String service =
                slice.json().path("metadata").path("labels").path(SERVICE).asText();
        String qualified = service + "." + namespace;
        return host.equals(service)
                || host.equals(qualified)
                || host.equals(qualified + ".svc")
                || host.startsWith(qualified + ".svc.");
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
