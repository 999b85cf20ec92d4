package io.meshtrial.routing.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The fields of a match that istiod decides, not the proxy: port, gateways, and the labels of the proxy's workload. */
final class ListenerFit {

    private ListenerFit() {}

    /** Null where the branch is for this listener. With {@code gateways} given, labels are not looked at. */
    static RouteEntry.@Nullable Mismatch mismatch(JsonNode match, Set<String> gateways, Listener listener) {
        int port = match.path("port").asInt();
        if (port != 0 && port != listener.port()) {
            return new RouteEntry.Mismatch("port", Integer.toString(port), Integer.toString(listener.port()));
        }
        if (!match.path("gateways").isEmpty()) {
            Set<String> wanted = new TreeSet<>();
            match.path("gateways").forEach(gateway -> wanted.add(gateway.asText()));
            return wanted.stream().anyMatch(gateways::contains)
                    ? null
                    : new RouteEntry.Mismatch("gateways", wanted.toString(), new TreeSet<>(gateways).toString());
        }
        Map<String, String> labels = Labels.of(match.path("sourceLabels"));
        if (!Labels.select(labels, listener.workload().labels())) {
            return new RouteEntry.Mismatch(
                    "sourceLabels",
                    labels.toString(),
                    listener.workload().labels().toString());
        }
        String namespace = match.path("sourceNamespace").asText("");
        return namespace.isEmpty() || namespace.equals(listener.workload().namespace())
                ? null
                : new RouteEntry.Mismatch(
                        "sourceNamespace", namespace, listener.workload().namespace());
    }
}
