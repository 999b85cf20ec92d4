package io.meshtrial.routing.compile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

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
        long bytes = 2L + Math.max(0, node.size() - 1);
        if (node.isArray()) {
            for (JsonNode element : node) {
                bytes += bytes(element);
            }
        } else {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                bytes += quoted(member.getKey()) + 1 + bytes(member.getValue());
            }
        }
        return bytes;
    }

    private static long quoted(String text) {
        long bytes = 2;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20) {
                bytes += 6;
            } else if (c < 0x80) {
                bytes += c == '"' || c == '\\' ? 2 : 1;
            } else {
                // Two for each half of a surrogate pair, which is four bytes in all.
                bytes += c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            }
        }
        return bytes;
    }
}
