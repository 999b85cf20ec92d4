package io.meshtrial.routing.compile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Bytes of JSON as it goes over the wire, without writing it. */
final class JsonSize {

    private JsonSize() {}

    /** UTF-8, without blanks; a control character counts as six, as {@code \\u0007} is written. */
    static long bytes(JsonNode node) {
        if (node.isTextual()) {
            return quoted(node.asText());
        }
        if (!node.isContainerNode()) {
            return node.asText().length();
        }
        if (node.isObject()) {
            return ofObject(node, JsonSize::bytes);
        }
        long bytes = brackets(node);
        for (JsonNode element : node) {
            bytes += bytes(element);
        }
        return bytes;
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
