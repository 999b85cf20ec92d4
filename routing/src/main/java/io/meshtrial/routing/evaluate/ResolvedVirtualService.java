package io.meshtrial.routing.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A VirtualService as istiod works with it: names resolved, delegates spliced in.
 *
 * @param gateways {@code namespace/name} or {@code mesh}; never empty
 * @param http routes in order
 */
record ResolvedVirtualService(
        String title, String namespace, List<String> hosts, List<String> gateways, List<JsonNode> http) {

    boolean isFor(String gateway) {
        return gateways.contains(gateway);
    }
}
