package io.meshtrial.routing.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.object.MeshObject;

/** What an API server makes of a patch (RFC 6902): operations one after the other on the list of routes. */
public final class Patched {

    private Patched() {}

    public static JsonNode json(MeshObject live, JsonNode operations) {
        ObjectNode copy = live.json().deepCopy();
        ObjectNode spec = (ObjectNode) copy.path("spec");
        for (JsonNode operation : operations) {
            String path = operation.path("path").asText();
            if (path.equals("/spec/http")) {
                spec.set("http", operation.path("value"));
            } else if (path.startsWith("/spec/http/")) {
                ArrayNode http = (ArrayNode) spec.path("http");
                int index = Integer.parseInt(path.substring("/spec/http/".length()));
                switch (operation.path("op").asText()) {
                    case "remove" -> http.remove(index);
                    case "add" -> http.insert(index, operation.path("value"));
                    default -> throw new AssertionError(operation);
                }
            }
        }
        return copy;
    }
}
