package io.meshtrial.routing.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes JSON as YAML 1.2 block style; texts that could be read as something else are quoted as JSON quotes them. */
final class YamlLines {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9_./-]*");
    private static final Set<String> WORDS = Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    private final List<String> lines = new ArrayList<>();

    private YamlLines() {}

    /** The lines of one item of a list, its dash included. */
    static List<String> item(JsonNode element, String indent) {
        YamlLines yaml = new YamlLines();
        yaml.item(indent, element);
        return yaml.lines;
    }

    /** The lines of an object's members. */
    static List<String> members(JsonNode object, String indent) {
        YamlLines yaml = new YamlLines();
        yaml.block(indent, object);
        return yaml.lines;
    }

    private void item(String indent, JsonNode element) {
        int first = lines.size();
        if (element.isContainerNode() && !element.isEmpty()) {
            block(indent + "  ", element);
            lines.set(first, indent + "- " + lines.get(first).substring(indent.length() + 2));
        } else {
            lines.add(indent + "- " + scalar(element));
        }
    }

    private void block(String indent, JsonNode container) {
        if (container.isArray()) {
            container.forEach(element -> item(indent, element));
            return;
        }
        for (Map.Entry<String, JsonNode> entry : container.properties()) {
            String key = indent + text(entry.getKey()) + ":";
            JsonNode value = entry.getValue();
            if (value.isContainerNode() && !value.isEmpty()) {
                lines.add(key);
                block(value.isArray() ? indent : indent + "  ", value);
            } else {
                lines.add(key + " " + scalar(value));
            }
        }
    }

    private static String scalar(JsonNode value) {
        if (value.isContainerNode()) {
            return value.isArray() ? "[]" : "{}";
        }
        return value.isTextual() ? text(value.asText()) : value.toString();
    }

    private static String text(String value) {
        boolean plain = PLAIN.matcher(value).matches() && !WORDS.contains(value.toLowerCase(Locale.ROOT));
        return plain ? value : TextNode.valueOf(value).toString();
    }
}
