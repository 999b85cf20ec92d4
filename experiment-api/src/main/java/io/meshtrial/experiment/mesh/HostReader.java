package io.meshtrial.experiment.mesh;

import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
                        tolerant(Kind.DESTINATION_RULE, unreadable),
                        tolerant(Kind.GATEWAY, unreadable),
                        tolerant(Kind.SERVICE, unreadable),
                        unreadable));
    }

    private List<MeshObject> tolerant(Kind kind, List<Kind> unreadable) {
        try {
            return mesh.list(kind);
        } catch (MeshForbidden refused) {
            unreadable.add(kind);
            return List.of();
        }
    }

    private static boolean is(MeshObject object, String namespace, String name) {
        return object.namespace().equals(namespace) && object.name().equals(name);
    }
}
