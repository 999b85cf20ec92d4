package io.meshtrial.routing.destination;

import io.meshtrial.routing.object.MeshObject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which DestinationRule holds for a host: the namespace's before the mesh's, the longest wildcard before shorter ones. */
final class EffectiveRule {

    private EffectiveRule() {}

    static Optional<MeshObject> of(String host, String namespace, List<MeshObject> rules) {
        return rules.stream()
                .filter(rule -> covers(host(rule), host))
                .max(Comparator.<MeshObject, Boolean>comparing(
                                rule -> rule.namespace().equals(namespace))
                        .thenComparingInt(rule -> host(rule).length()));
    }

    /** The host of a rule, written in full. */
    static String host(MeshObject rule) {
        String host = rule.spec().path("host").asText();
        return host.contains(".") || host.startsWith("*") ? host : host + "." + rule.namespace() + ".svc.cluster.local";
    }

    private static boolean covers(String pattern, String host) {
        return pattern.startsWith("*") ? host.endsWith(pattern.substring(1)) : pattern.equals(host);
    }
}
