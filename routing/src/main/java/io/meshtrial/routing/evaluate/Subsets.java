package io.meshtrial.routing.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.object.MeshObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Subsets by DestinationRule. The rules of the first of these namespaces that has any for a host apply, the most
 * specific host first: the workload's, the service's, the root namespace. Several rules for one host merge.
 */
final class Subsets {

    private static final String ROOT_NAMESPACE = "istio-system";

    private final Workload workload;
    /** Namespace to host (wildcards too) to subset to labels. */
    private final Map<String, Map<String, Map<String, Map<String, String>>>> rules = new HashMap<>();

    Subsets(Collection<MeshObject> objects, Workload workload) {
        this.workload = workload;
        for (MeshObject object : objects) {
            if (!object.kind().equals("DestinationRule")) {
                continue;
            }
            String host = HostNames.resolve(object.spec().path("host").asText(), object.namespace());
            Map<String, Map<String, String>> subsets = rules.computeIfAbsent(
                            object.namespace(), namespace -> new TreeMap<>())
                    .computeIfAbsent(host, name -> new HashMap<>());
            for (JsonNode subset : object.spec().path("subsets")) {
                subsets.putIfAbsent(subset.path("name").asText(), Labels.of(subset.path("labels")));
            }
        }
    }

    /** Null where the subset is not known. */
    @Nullable
    Map<String, String> labels(Services.Service service, String subset) {
        List<String> namespaces = workload.namespace().equals(ROOT_NAMESPACE)
                ? List.of(service.namespace(), ROOT_NAMESPACE)
                : List.of(workload.namespace(), service.namespace(), ROOT_NAMESPACE);
        for (String namespace : namespaces) {
            Map<String, Map<String, String>> found =
                    mostSpecific(rules.getOrDefault(namespace, Map.of()), service.host());
            if (found != null) {
                return found.get(subset);
            }
        }
        return null;
    }

    private static @Nullable Map<String, Map<String, String>> mostSpecific(
            Map<String, Map<String, Map<String, String>>> byHost, String host) {
        Map<String, Map<String, String>> exact = byHost.get(host);
        if (exact != null) {
            return exact;
        }
        return byHost.entrySet().stream()
                .filter(entry -> HostNames.isWildcard(entry.getKey()) && HostNames.isWithin(host, entry.getKey()))
                .max(java.util.Comparator.comparingInt(entry -> entry.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse(null);
    }
}
