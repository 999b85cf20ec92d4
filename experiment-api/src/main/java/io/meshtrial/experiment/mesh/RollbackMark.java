package io.meshtrial.experiment.mesh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.object.MeshObject;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the annotation {@code meshtrial.io/rolled-back} of a VirtualService says: which experiments were rolled back while
 * the store was away. It is the only state that is ever read from the mesh.
 *
 * @param revisions the highest revision of each that was taken away
 */
record RollbackMark(Map<String, Integer> revisions) {

    static final String ANNOTATION = "meshtrial.io/rolled-back";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANNOTATIONS = "/metadata/annotations";
    private static final String POINTER =
            ANNOTATIONS + "/" + ANNOTATION.replace("~", "~0").replace("/", "~1");

    RollbackMark {
        revisions = Map.copyOf(revisions);
    }

    /** A text that is no object of numbers marks nothing. */
    static RollbackMark of(MeshObject object) {
        String text = object.annotation(ANNOTATION);
        TreeMap<String, Integer> revisions = new TreeMap<>();
        if (text != null) {
            read(text).properties().forEach(entry -> {
                if (entry.getValue().isInt()) {
                    revisions.put(entry.getKey(), entry.getValue().asInt());
                }
            });
        }
        return new RollbackMark(revisions);
    }

    boolean names(String experiment) {
        return revisions.containsKey(experiment);
    }

    RollbackMark with(String experiment, int revision) {
        TreeMap<String, Integer> next = new TreeMap<>(revisions);
        next.merge(experiment, revision, Math::max);
        return new RollbackMark(next);
    }

    RollbackMark without(String experiment) {
        TreeMap<String, Integer> next = new TreeMap<>(revisions);
        next.remove(experiment);
        return new RollbackMark(next);
    }

    /** Appends what makes the object say this mark, to a JSON Patch of it. */
    void write(MeshObject live, ArrayNode operations) {
        if (revisions.isEmpty()) {
            if (live.annotation(ANNOTATION) != null) {
                operations.addObject().put("op", "remove").put("path", POINTER);
            }
            return;
        }
        ObjectNode add = operations.addObject().put("op", "add");
        if (live.metadata().path("annotations").isObject()) {
            add.put("path", POINTER).put("value", text());
        } else {
            add.put("path", ANNOTATIONS).putObject("value").put(ANNOTATION, text());
        }
    }

    private String text() {
        ObjectNode json = JSON.createObjectNode();
        new TreeMap<>(revisions).forEach(json::put);
        return json.toString();
    }

    private static JsonNode read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return json == null ? JSON.createObjectNode() : json;
        } catch (JsonProcessingException broken) {
            return JSON.createObjectNode();
        }
    }
}
