package io.meshtrial.routing.conformance;

import io.meshtrial.routing.object.MeshObject;
import java.util.List;

/**
 * One case: objects that were in a mesh, and what the mesh did with requests.
 *
 * @param virtualService the object in question
 * @param objects all objects, those of the base file and {@code virtualService} included
 * @param validation what istiod's validation said
 * @param refusal what was recorded of an object that did not get through
 * @param watched names of request headers that were looked at upstream; where headers were recorded at all
 * @param watchedInResponse names of response headers that were looked at
 */
public record Recording(
        String id,
        String note,
        MeshObject virtualService,
        List<MeshObject> objects,
        List<String> validation,
        Refusal refusal,
        List<String> watched,
        List<String> watchedInResponse,
        List<RecordedRequest> requests) {

    /** Whether a mesh took the object. */
    public enum Refusal {
        NONE,
        /** istiod's validation refused it. */
        BY_VALIDATION,
        /** Validation took it and the proxies refused it, with everything else on the listener. */
        BY_PROXIES
    }

    /** Whether some service picks its endpoint by hash: then the same request goes to the same one, not to all alike. */
    public boolean isHashed() {
        return objects.stream()
                .anyMatch(object -> object.spec()
                        .at("/trafficPolicy/loadBalancer/consistentHash")
                        .isObject());
    }
}
