package io.meshtrial.routing.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/** How objects are written in a diff. The lines of either side, read by themselves, are a text of that notation. */
public enum Notation {
    YAML {
        @Override
        List<String> opening() {
            return List.of("spec:");
        }

        @Override
        List<String> members(ObjectNode spec) {
            return YamlLines.members(spec, "  ");
        }

        @Override
        String openList() {
            return "  http:";
        }

        @Override
        List<String> element(JsonNode element, boolean last) {
            return YamlLines.item(element, "  ");
        }

        @Override
        List<String> closing() {
            return List.of();
        }
    },
    JSON {
        @Override
        List<String> opening() {
            return List.of("{", "  \"spec\": {");
        }

        @Override
        List<String> members(ObjectNode spec) {
            List<String> lines = new ArrayList<>();
            spec.properties()
                    .forEach(member -> lines.addAll(indented(
                            TextNode.valueOf(member.getKey()) + ": "
                                    + member.getValue().toPrettyString() + ",",
                            "    ")));
            return lines;
        }

        @Override
        String openList() {
            return "    \"http\": [";
        }

        @Override
        List<String> element(JsonNode element, boolean last) {
            return indented(element.toPrettyString() + (last ? "" : ","), "      ");
        }

        @Override
        List<String> closing() {
            return List.of("    ]", "  }", "}");
        }
    };

    abstract List<String> opening();

    /** What stands before the list of routes. */
    abstract List<String> members(ObjectNode spec);

    abstract String openList();

    /** The lines of one route.
     *
     * @param last whether no other follows */
    abstract List<String> element(JsonNode element, boolean last);

    abstract List<String> closing();

    private static List<String> indented(String text, String indent) {
        return text.lines().map(line -> indent + line).toList();
    }
}
