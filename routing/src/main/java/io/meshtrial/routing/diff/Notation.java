package io.meshtrial.routing.diff;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** How objects are written in a diff. */
public enum Notation {
    YAML {
        @Override
        List<String> elements(JsonNode element, String indent) {
            return YamlLines.item(element, indent);
        }
    },
    JSON {
        @Override
        List<String> elements(JsonNode element, String indent) {
            return element.toPrettyString().lines().map(line -> indent + line).toList();
        }
    };

    /** The lines of one element of a list. */
    abstract List<String> elements(JsonNode element, String indent);
}
