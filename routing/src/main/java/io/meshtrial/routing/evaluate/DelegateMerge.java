package io.meshtrial.routing.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** A delegate's route under the route that delegates to it: both conditions hold, the inner one's settings go first. */
final class DelegateMerge {

    private static final List<String> INHERITED = List.of(
            "rewrite",
            "directResponse",
            "timeout",
            "retries",
            "fault",
            "mirror",
            "mirrorPercent",
            "mirrorPercentage",
            "mirrors",
            "corsPolicy",
            "headers");

    private static final List<String> TEXTS = List.of("uri", "scheme", "method", "authority");
    private static final List<String> SCALARS = List.of("port", "sourceNamespace", "statPrefix", "gateways");

    private DelegateMerge() {}

    /** Empty where a branch of the inner route lies outside every branch of the outer one. */
    static Optional<JsonNode> merge(JsonNode outer, JsonNode inner) {
        ArrayNode matches = JsonNodeFactory.instance.arrayNode();
        JsonNode outerMatches = outer.path("match");
        JsonNode innerMatches = inner.path("match");
        if (outerMatches.isEmpty() || innerMatches.isEmpty()) {
            matches.addAll((ArrayNode) copyOf(outerMatches.isEmpty() ? innerMatches : outerMatches));
        } else {
            for (JsonNode innerMatch : innerMatches) {
                int before = matches.size();
                for (JsonNode outerMatch : outerMatches) {
                    if (!DelegateConflict.between(outerMatch, innerMatch)) {
                        matches.add(merged(outerMatch, innerMatch));
                    }
                }
                if (matches.size() == before) {
                    return Optional.empty();
                }
            }
        }
        ObjectNode route = inner.deepCopy();
        if (!matches.isEmpty()) {
            route.set("match", matches);
        }
        route.put("name", joinedName(outer, inner));
        inherit(route, outer, INHERITED);
        return Optional.of(route);
    }

    private static JsonNode copyOf(JsonNode matches) {
        return matches.isArray() ? matches.deepCopy() : JsonNodeFactory.instance.arrayNode();
    }

    private static ObjectNode merged(JsonNode outer, JsonNode inner) {
        ObjectNode match = inner.deepCopy();
        String name = joinedName(outer, inner);
        if (!name.isEmpty()) {
            match.put("name", name);
        }
        inherit(match, outer, TEXTS);
        inherit(match, outer, SCALARS);
        for (String field : List.of("headers", "withoutHeaders", "queryParams", "sourceLabels")) {
            if (outer.path(field).isObject()) {
                ObjectNode both = outer.path(field).deepCopy();
                if (inner.path(field) instanceof ObjectNode narrower) {
                    both.setAll(narrower);
                }
                match.set(field, both);
            }
        }
        return match;
    }

    private static void inherit(ObjectNode target, JsonNode outer, List<String> fields) {
        for (String field : fields) {
            if (!target.hasNonNull(field) && outer.hasNonNull(field)) {
                target.set(field, outer.get(field).deepCopy());
            }
        }
    }

    private static String joinedName(JsonNode outer, JsonNode inner) {
        String first = outer.path("name").asText("");
        String second = inner.path("name").asText("");
        return first.isEmpty() || second.isEmpty() ? first + second : first + "-" + second;
    }
}
