package io.meshtrial.routing.compile;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.object.MeshObject;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

/** Which of several VirtualServices of one host comes first, and where only the first counts. */
final class HostOwner {

    /** istiod's order: by creation, then name, then namespace. */
    static final Comparator<MeshObject> AGE = Comparator.comparing(MeshObject::creationTimestamp)
            .thenComparing(MeshObject::name)
            .thenComparing(MeshObject::namespace);

    private static final String MESH = "mesh";

    private HostOwner() {}

    static boolean shareHost(MeshObject one, MeshObject other) {
        return hosts(one).stream().anyMatch(hosts(other)::contains);
    }

    /** Whether sidecars take the other object's routes and leave the live one's out: they do not merge. */
    static boolean inSidecars(MeshObject other, MeshObject live) {
        return isForMesh(other) && isForMesh(live) && shareHost(other, live) && AGE.compare(other, live) < 0;
    }

    private static boolean isForMesh(MeshObject object) {
        List<String> gateways = texts(object.spec().path("gateways"));
        return gateways.isEmpty() || gateways.contains(MESH);
    }

    private static List<String> hosts(MeshObject object) {
        return texts(object.spec().path("hosts")).stream()
                .map(host -> host.startsWith("*") ? host : Hosts.qualified(host, object.namespace()))
                .toList();
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
