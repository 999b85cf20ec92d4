package io.meshtrial.routing.evaluate;

import io.meshtrial.routing.object.MeshObject;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
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

    /** Whether some request may be for hosts of both on one listener, where the narrower host has it, or the older object. */
    public boolean compete(MeshObject one, MeshObject other) {
        ResolvedVirtualService first = VirtualServices.bound(one);
        ResolvedVirtualService second = VirtualServices.bound(other);
        boolean together = first.isFor(MESH) && second.isFor(MESH) || sameUnknown(first, second);
        return together && overlap(first.hosts(), second.hosts())
                || meet(first, second, (mine, theirs) -> overlap(mine.domains(first), theirs.domains(second)));
    }

    private static boolean overlap(List<String> some, List<String> others) {
        return some.stream()
                .map(SharedListeners::asCompared)
                .anyMatch(one -> others.stream()
                        .map(SharedListeners::asCompared)
                        .anyMatch(other -> HostNames.intersection(one, other) != null));
    }

    /** Hosts are compared without case and without the port that a request may name. */
    private static String asCompared(String host) {
        return HostNames.withoutPort(host).toLowerCase(Locale.ROOT);
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
