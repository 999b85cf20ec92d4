package io.meshtrial.experiment.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** JSON trees as lines of block YAML, the way people read manifests. */
final class YamlLines {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/.][A-Za-z0-9_/.-]*");
    private static final Pattern WORD_WITH_MEANING =
            Pattern.compile("(?i)true|false|yes|no|on|off|null|y|n|\\.inf|\\.nan");

    private YamlLines() {}

    static List<String> of(JsonNode node, int indent) {
        List<String> lines = new ArrayList<>();
        write(node, " ".repeat(indent), lines);
        return lines;
    }

    private static void write(JsonNode node, String pad, List<String> lines) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                JsonNode value = member.getValue();
                if (value.isContainerNode() && !value.isEmpty()) {
                    lines.add(pad + scalar(member.getKey()) + ":");
                    write(value, value.isArray() ? pad : pad + "  ", lines);
                } else {
                    lines.add(pad + scalar(member.getKey()) + ": " + leaf(value));
                }
            }
        } else if (node.isArray()) {
            node.forEach(element -> element(element, pad, lines));
        } else {
            lines.add(pad + leaf(node));
        }
    }

    private static void element(JsonNode element, String pad, List<String> lines) {
        if (!element.isContainerNode() || element.isEmpty()) {
            lines.add(pad + "- " + leaf(element));
            return;
        }
        int first = lines.size();
        write(element, pad + "  ", lines);
        lines.set(first, pad + "- " + lines.get(first).substring(pad.length() + 2));
    }

    private static String leaf(JsonNode node) {
        if (node.isContainerNode()) {
            return node.isArray() ? "[]" : "{}";
        }
        return node.isTextual() ? scalar(node.asText()) : node.toString();
    }

    private static String scalar(String text) {
        boolean plain = PLAIN.matcher(text).matches()
                && !WORD_WITH_MEANING.matcher(text).matches()
                && !text.equals(".");
        return plain
                ? text
                : com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                        .textNode(text)
                        .toString();
    }
}
