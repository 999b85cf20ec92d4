package io.meshtrial.routing.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** When a branch of a delegate lies outside one of its root, as istiod decides it. */
final class DelegateConflict {

    private static final List<String> TEXTS = List.of("uri", "scheme", "method", "authority");
    private static final List<String> MAPS = List.of("headers", "withoutHeaders", "queryParams");

    private DelegateConflict() {}

    static boolean between(JsonNode root, JsonNode leaf) {
        for (String field : TEXTS) {
            if (texts(root.path(field), leaf.path(field))) {
                return true;
            }
        }
        for (String field : MAPS) {
            for (var entry : leaf.path(field).properties()) {
                if (texts(root.path(field).path(entry.getKey()), entry.getValue())) {
                    return true;
                }
            }
        }
        return scalars(root, leaf);
    }

    private static boolean scalars(JsonNode root, JsonNode leaf) {
        if (root.path("ignoreUriCase").asBoolean() != leaf.path("ignoreUriCase").asBoolean()) {
            return true;
        }
        if (root.has("port")
                && leaf.has("port")
                && root.path("port").asInt() != leaf.path("port").asInt()) {
            return true;
        }
        String namespace = root.path("sourceNamespace").asText("");
        if (!namespace.isEmpty()
                && !namespace.equals(leaf.path("sourceNamespace").asText(""))) {
            return true;
        }
        for (var label : leaf.path("sourceLabels").properties()) {
            JsonNode same = root.path("sourceLabels").path(label.getKey());
            if (!same.isMissingNode() && !same.equals(label.getValue())) {
                return true;
            }
        }
        return gateways(root.path("gateways"), leaf.path("gateways"));
    }

    private static boolean gateways(JsonNode root, JsonNode leaf) {
        if (root.isEmpty() || leaf.isEmpty()) {
            return false;
        }
        if (root.size() < leaf.size()) {
            return true;
        }
        for (JsonNode gateway : leaf) {
            boolean known = false;
            for (JsonNode each : root) {
                known |= each.equals(gateway);
            }
            if (!known) {
                return true;
            }
        }
        return false;
    }

    private static boolean texts(JsonNode root, JsonNode leaf) {
        if (!root.isObject() || !leaf.isObject()) {
            return false;
        }
        String leafExact = leaf.path("exact").asText("");
        String leafPrefix = leaf.path("prefix").asText("");
        String rootExact = root.path("exact").asText("");
        String rootPrefix = root.path("prefix").asText("");
        if (!root.path("regex").asText("").isEmpty()
                || !leaf.path("regex").asText("").isEmpty()) {
            return true;
        }
        if (!rootExact.isEmpty()) {
            return !leafPrefix.isEmpty() || !leafExact.equals(rootExact);
        }
        if (!rootPrefix.isEmpty()) {
            return !(leafExact.isEmpty() ? leafPrefix : leafExact).startsWith(rootPrefix);
        }
        return true;
    }
}
