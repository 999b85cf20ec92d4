package io.meshtrial.experiment.mesh;

import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Reads what decides about one VirtualService's traffic. */
@Component
public class HostReader {

    private final MeshPort mesh;

    HostReader(MeshPort mesh) {
        this.mesh = mesh;
    }

    /** Empty where the VirtualService does not exist. */
    public Optional<LiveHost> read(String namespace, String virtualService) {
        List<MeshObject> all = mesh.list(Kind.VIRTUAL_SERVICE);
        List<Kind> unreadable = new ArrayList<>();
        return all.stream()
                .filter(object -> is(object, namespace, virtualService))
                .findFirst()
                .map(found -> new LiveHost(
                        found,
                        all.stream()
                                .filter(object -> !is(object, namespace, virtualService))
                                .toList(),
                        tolerant(Kind.DESTINATION_RULE, () -> mesh.list(Kind.DESTINATION_RULE), unreadable),
                        tolerant(Kind.GATEWAY, () -> mesh.list(Kind.GATEWAY), unreadable),
                        tolerant(Kind.SERVICE, () -> mesh.list(Kind.SERVICE), unreadable),
                        tolerant(Kind.ENDPOINT_SLICE, () -> slices(namespace), unreadable),
                        unreadable));
    }

    private static List<MeshObject> tolerant(Kind kind, Supplier<List<MeshObject>> objects, List<Kind> unreadable) {
        try {
            return objects.get();
        } catch (MeshForbidden refused) {
            unreadable.add(kind);
            return List.of();
        }
    }

    /** Readiness only adds a finding: where no EndpointSlices are served nothing is known of it, and nothing is said. */
    private List<MeshObject> slices(String namespace) {
        try {
            return mesh.list(Kind.ENDPOINT_SLICE, namespace);
        } catch (MeshUnavailable away) {
            return List.of();
        }
    }

    private static boolean is(MeshObject object, String namespace, String name) {
        return object.namespace().equals(namespace) && object.name().equals(name);
    }
}
