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
    private final NamespaceScope scope;

    HostReader(MeshPort mesh, NamespaceScope scope) {
        this.mesh = mesh;
        this.scope = scope;
    }

    /**
     * Empty where the VirtualService does not exist.
     *
     * @throws MeshForbidden where the namespace did not opt in
     */
    public Optional<LiveHost> read(String namespace, String virtualService) {
        if (!scope.covers(namespace)) {
            throw new MeshForbidden("the namespace " + namespace
                    + " is not among those that opted in (meshtrial.kubernetes.namespaces): "
                    + String.join(", ", scope.namespaces()));
        }
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

    /** Whether nothing is hidden by the choice of namespaces. */
    public boolean readsEverywhere() {
        return scope.isEverywhere();
    }

    public boolean reads(String namespace) {
        return scope.covers(namespace);
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
