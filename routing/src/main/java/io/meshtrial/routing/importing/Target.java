package io.meshtrial.routing.importing;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** A destination as it stands in a route; what is written differently and is the same counts once. */
record Target(
        String host, @Nullable String subset, @Nullable Integer port) {

    /** @param destination a {@code destination} with a host */
    static Target of(JsonNode destination) {
        String subset = destination.path("subset").asText("");
        int port = destination.path("port").path("number").asInt();
        return new Target(destination.path("host").asText(), subset.isEmpty() ? null : subset, port == 0 ? null : port);
    }

    /** A host without a dot is a service of the namespace. */
    Target in(String namespace) {
        return host.contains(".") ? this : new Target(host + "." + namespace + ".svc.cluster.local", subset, port);
    }

    /** The subset, or what follows the last hyphen of the service as in {@code catalog-v1}. */
    String wish() {
        String service = host.replaceFirst("\\..*", "");
        return subset == null ? service.substring(service.lastIndexOf('-') + 1) : subset;
    }
}
