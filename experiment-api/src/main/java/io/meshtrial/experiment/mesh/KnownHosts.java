package io.meshtrial.experiment.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.object.MeshObject;
import java.util.List;

/**
 * Whether the mesh knows a destination's host: istiod's registry has the Services by their full names, and the hosts of
 * ServiceEntries as they are written. A host without a dot belongs to the VirtualService's namespace.
 */
public final class KnownHosts {

    private KnownHosts() {}

    /** @param namespace the VirtualService's */
    public static boolean byService(String host, String namespace, List<MeshObject> services) {
        return services.stream().anyMatch(service -> {
            boolean own = service.name().equals(host) && service.namespace().equals(namespace);
            return own || host.startsWith(service.name() + "." + service.namespace() + ".svc.");
        });
    }

    /**
     * A host with a wildcard is no destination. Entries that are not exported to the namespace are as if they were not.
     *
     * @param namespace the VirtualService's
     */
    public static boolean byEntry(String host, String namespace, List<MeshObject> serviceEntries) {
        return serviceEntries.stream()
                .filter(entry -> isExported(entry, namespace))
                .anyMatch(entry -> has(entry.spec().path("hosts"), host));
    }

    private static boolean isExported(MeshObject entry, String namespace) {
        JsonNode to = entry.spec().path("exportTo");
        return to.isEmpty()
                || has(to, "*")
                || has(to, namespace)
                || has(to, ".") && entry.namespace().equals(namespace);
    }

    private static boolean has(JsonNode list, String text) {
        for (JsonNode element : list) {
            if (element.asText().equals(text)) {
                return true;
            }
        }
        return false;
    }
}
