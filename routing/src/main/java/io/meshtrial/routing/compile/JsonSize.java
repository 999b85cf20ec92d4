package io.meshtrial.routing.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Bytes of JSON as it goes over the wire, without writing it. */
final class JsonSize {

    private JsonSize() {}

    /** UTF-8, without blanks; a control character counts as six, as {@code \\u0007} is written. */
    static long bytes(JsonNode node) {
        return switch (node) {
            case TextNode text -> quoted(text.asText());
            case ObjectNode object -> ofObject(object, JsonSize::bytes);
            case ArrayNode array -> {
                long bytes = brackets(array);
                for (JsonNode element : array) {
                    bytes += bytes(element);
                }
                yield bytes;
            }
            default -> node.asText().length();
        };
    }

    /** @param value gives the bytes of each member's value, which may be known already */
    static long ofObject(JsonNode object, ToLongFunction<JsonNode> value) {
        long bytes = brackets(object);
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            bytes += quoted(member.getKey()) + 1 + value.applyAsLong(member.getValue());
        }
        return bytes;
    }

    /** With the commas. */
    private static long brackets(JsonNode container) {
        return 2L + Math.max(0, container.size() - 1);
    }

    private static long quoted(String text) {
        long bytes = 2L + text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20) {
                bytes += 5;
            } else if (c == '"' || c == '\\') {
                bytes++;
            } else if (c >= 0x80) {
                // Two for each half of a surrogate pair, which is four bytes in all.
                bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return bytes;
    }
}
