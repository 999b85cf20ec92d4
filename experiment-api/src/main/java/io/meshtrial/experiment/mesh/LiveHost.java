package io.meshtrial.experiment.mesh;

import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.List;

/**
 * The live objects that decide about one VirtualService's traffic.
 *
 * @param otherVirtualServices every other one that can be seen
 * @param unreadable kinds whose reading was refused; findings about them say {@code unknown}
 */
public record LiveHost(
        MeshObject virtualService,
        List<MeshObject> otherVirtualServices,
        List<MeshObject> destinationRules,
        List<MeshObject> gateways,
        List<MeshObject> services,
        List<Kind> unreadable) {

    public LiveHost {
        otherVirtualServices = List.copyOf(otherVirtualServices);
        destinationRules = List.copyOf(destinationRules);
        gateways = List.copyOf(gateways);
        services = List.copyOf(services);
        unreadable = List.copyOf(unreadable);
    }

    /** The same host, as it would be with another VirtualService. */
    LiveHost with(MeshObject replacement) {
        return new LiveHost(replacement, otherVirtualServices, destinationRules, gateways, services, unreadable);
    }

    /** With the subsets that will be there before the routes are. */
    public LiveHost with(MissingSubsets missing) {
        return new LiveHost(virtualService, otherVirtualServices, missing.rules(), gateways, services, unreadable);
    }

    /** Every object, with the VirtualService replaced. */
    public List<MeshObject> allWith(MeshObject replacement) {
        List<MeshObject> all = new ArrayList<>(otherVirtualServices);
        all.add(replacement);
        all.addAll(destinationRules);
        all.addAll(gateways);
        all.addAll(services);
        return all;
    }
}
