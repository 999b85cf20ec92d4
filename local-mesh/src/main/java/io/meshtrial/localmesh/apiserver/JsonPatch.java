package io.meshtrial.localmesh.apiserver;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * RFC 6902 with the liberties of the Kubernetes API server: {@code replace} of an absent member acts as {@code add},
 * {@code test} of null holds on an absent member, numbers are compared as written (13.0 is not 13). Libraries follow
 * the RFC where the server does not.
 */
final class JsonPatch {

    private static final int MOST_OPERATIONS = 10_000;

    private JsonPatch() {}

    /** The patched copy; {@link ApiFailure} 400, 413 or 422 where the patch is no patch, too long or cannot be applied. */
    static JsonNode apply(JsonNode patch, JsonNode target) {
        if (!patch.isArray()) {
            throw ApiFailure.badRequest("a JSON patch is an array of operations");
        }
        if (patch.size() > MOST_OPERATIONS) {
            throw ApiFailure.plain(
                    413,
                    "RequestEntityTooLarge",
                    "Request entity is too large: The allowed maximum operations in a JSON patch is " + MOST_OPERATIONS
                            + ", got " + patch.size());
        }
        JsonNode result = target.deepCopy();
        for (JsonNode operation : patch) {
            result = step(operation, result);
        }
        return result;
    }

    private static JsonNode step(JsonNode operation, JsonNode document) {
        JsonPointer path = pointer(operation, "path");
        switch (operation.path("op").asText()) {
            case "add" -> add(document, path, value(operation));
            case "replace" -> replace(document, path, value(operation));
            case "remove" -> remove(document, path);
            case "test" -> test(document, path, operation.path("value"));
            case "copy" ->
                add(
                        document,
                        path,
                        existing(document, pointer(operation, "from")).deepCopy());
            case "move" -> {
                JsonPointer from = pointer(operation, "from");
                JsonNode moved = existing(document, from);
                remove(document, from);
                add(document, path, moved);
            }
            default -> throw ApiFailure.patchRefused();
        }
        return document;
    }

    private static JsonNode value(JsonNode operation) {
        JsonNode value = operation.get("value");
        if (value == null) {
            throw ApiFailure.patchRefused();
        }
        return value.deepCopy();
    }

    private static JsonPointer pointer(JsonNode operation, String member) {
        JsonNode text = operation.path(member);
        // The whole document is never replaced: an object keeps its identity.
        if (!text.isTextual() || text.asText().isEmpty()) {
            throw ApiFailure.patchRefused();
        }
        try {
            return JsonPointer.compile(text.asText());
        } catch (IllegalArgumentException e) {
            throw ApiFailure.patchRefused();
        }
    }

    private static JsonNode existing(JsonNode document, JsonPointer path) {
        JsonNode found = document.at(path);
        if (found.isMissingNode()) {
            throw ApiFailure.patchRefused();
        }
        return found;
    }

    private static void test(JsonNode document, JsonPointer path, JsonNode expected) {
        JsonNode found = document.at(path);
        boolean absentAsNull =
                (expected.isNull() || expected.isMissingNode()) && (found.isMissingNode() || found.isNull());
        if (!absentAsNull && !found.equals(expected)) {
            throw ApiFailure.patchRefused();
        }
    }

    private static void add(JsonNode document, JsonPointer path, JsonNode value) {
        switch (existing(document, path.head())) {
            case ObjectNode parent -> parent.set(member(path), value);
            case ArrayNode parent -> {
                Integer index = "-".equals(member(path)) ? Integer.valueOf(parent.size()) : index(path, parent.size());
                if (index == null) {
                    throw ApiFailure.patchRefused();
                }
                parent.insert(index, value);
            }
            default -> throw ApiFailure.patchRefused();
        }
    }

    private static void replace(JsonNode document, JsonPointer path, JsonNode value) {
        switch (existing(document, path.head())) {
            case ObjectNode parent -> parent.set(member(path), value);
            case ArrayNode parent -> parent.set(element(path, parent), value);
            default -> throw ApiFailure.patchRefused();
        }
    }

    private static void remove(JsonNode document, JsonPointer path) {
        switch (existing(document, path.head())) {
            case ObjectNode parent -> {
                if (parent.remove(member(path)) == null) {
                    throw ApiFailure.patchRefused();
                }
            }
            case ArrayNode parent -> parent.remove(element(path, parent));
            default -> throw ApiFailure.patchRefused();
        }
    }

    private static String member(JsonPointer path) {
        return path.last().getMatchingProperty();
    }

    private static int element(JsonPointer path, ArrayNode parent) {
        Integer index = index(path, parent.size() - 1);
        if (index == null) {
            throw ApiFailure.patchRefused();
        }
        return index;
    }

    private static @Nullable Integer index(JsonPointer path, int most) {
        int index = path.last().getMatchingIndex();
        return index < 0 || index > most ? null : index;
    }
}
