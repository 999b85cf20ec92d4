package io.meshtrial.routing.evaluate;

import io.meshtrial.routing.object.MeshObject;
import java.util.Collection;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Where the routes of two VirtualServices meet. Gateways of different names meet on a port of proxies that both select;
 * one that was not given is told by its name alone.
 */
public final class SharedListeners {

    private static final String MESH = "mesh";

    private final List<GatewayServer> servers;

    /** @param gateways objects of that kind; others are passed over */
    public SharedListeners(Collection<MeshObject> gateways) {
        servers = gateways.stream()
                .filter(object -> object.kind().equals("Gateway"))
                .flatMap(object -> GatewayServer.of(object).stream())
                .toList();
    }

    /** Whether some listener may have routes of both: what spoils its table for one spoils it for the other. */
    public boolean share(MeshObject one, MeshObject other) {
        ResolvedVirtualService first = VirtualServices.bound(one);
        ResolvedVirtualService second = VirtualServices.bound(other);
        return first.isFor(MESH) && second.isFor(MESH)
                || sameUnknown(first, second)
                || meet(first, second, (_, _) -> true);
    }

    /** Whether the routes of both may stand in one virtual host of a gateway, where they merge. */
    public boolean merge(MeshObject one, MeshObject other) {
        ResolvedVirtualService first = VirtualServices.bound(one);
        ResolvedVirtualService second = VirtualServices.bound(other);
        return sameUnknown(first, second) && first.hosts().stream().anyMatch(second.hosts()::contains)
                || meet(
                        first,
                        second,
                        (mine, theirs) -> mine.domains(first).stream().anyMatch(theirs.domains(second)::contains));
    }

    private boolean meet(
            ResolvedVirtualService first,
            ResolvedVirtualService second,
            BiPredicate<GatewayServer, GatewayServer> further) {
        for (GatewayServer mine : servers) {
            for (GatewayServer theirs : servers) {
                if (first.isFor(mine.gateway())
                        && second.isFor(theirs.gateway())
                        && mine.mayMeet(theirs)
                        && further.test(mine, theirs)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean sameUnknown(ResolvedVirtualService first, ResolvedVirtualService second) {
        return first.gateways().stream()
                .filter(gateway -> !gateway.equals(MESH)
                        && servers.stream().noneMatch(server -> server.gateway().equals(gateway)))
                .anyMatch(second::isFor);
    }
}
