package io.meshtrial.routing.compile;

import io.meshtrial.routing.object.MeshObject;
import java.util.List;

/**
 * The live objects of one host that a plan is computed on.
 *
 * @param virtualService the one that receives the owned routes
 * @param otherVirtualServices others, whatever their hosts and gateways; those that cannot meet it are passed over
 * @param destinationRules those of the namespaces in question, whatever their host
 * @param otherExperiments those whose routes stand, or are to stand, on the same host
 * @param gateways those that any of the VirtualServices may stand on; one that is not known is told by its name
 * @param published routes of the object's experiments, this one's included, as they were last published: what a renamed one
 *     is recognised by; empty before the first time
 */
public record HostObjects(
        MeshObject virtualService,
        List<MeshObject> otherVirtualServices,
        List<MeshObject> destinationRules,
        List<ExperimentRouting> otherExperiments,
        List<OwnedRoute> published,
        List<MeshObject> gateways) {

    public HostObjects {
        gateways = List.copyOf(gateways);
        otherVirtualServices = List.copyOf(otherVirtualServices);
        destinationRules = List.copyOf(destinationRules);
        otherExperiments = List.copyOf(otherExperiments);
        published = List.copyOf(published);
    }

    /** Where no Gateway is known. */
    public HostObjects(
            MeshObject virtualService,
            List<MeshObject> otherVirtualServices,
            List<MeshObject> destinationRules,
            List<ExperimentRouting> otherExperiments,
            List<OwnedRoute> published) {
        this(virtualService, otherVirtualServices, destinationRules, otherExperiments, published, List.of());
    }

    public static HostObjects of(MeshObject virtualService) {
        return new HostObjects(virtualService, List.of(), List.of(), List.of(), List.of());
    }
}
