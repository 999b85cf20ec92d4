package io.meshtrial.localmesh.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * {@code metadata.managedFields}: who wrote which field last. Lists are one field each, as they are in Istio's kinds.
 * Fields that a write changes move to its manager; the others stay where they were.
 */
final class FieldOwnership {

    private static final List<String> SYSTEM = List.of(
            "apiVersion",
            "kind",
            "metadata.name",
            "metadata.namespace",
            "metadata.uid",
            "metadata.resourceVersion",
            "metadata.generation",
            "metadata.creationTimestamp",
            "metadata.deletionTimestamp",
            "metadata.managedFields");
    private static final char SEPARATOR = '\u0000';

    private FieldOwnership() {}

    /** Sets the entries of {@code after}; {@code before} is empty for a new object. */
    static void record(ObjectNode before, ObjectNode after, String manager, Instant now) {
        Map<String, JsonNode> old = leaves(before);
        Map<String, JsonNode> current = leaves(after);
        TreeSet<String> changed = new TreeSet<>();
        current.forEach((path, value) -> {
            if (!value.equals(old.get(path))) {
                changed.add(path);
            }
        });
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        TreeSet<String> own = new TreeSet<>(changed);
        for (JsonNode entry : before.path("metadata").path("managedFields")) {
            TreeSet<String> fields = new TreeSet<>();
            collect(entry.path("fieldsV1"), "", fields);
            fields.retainAll(current.keySet());
            boolean same = manager.equals(entry.path("manager").asText())
                    && after.path("apiVersion")
                            .asText()
                            .equals(entry.path("apiVersion").asText());
            if (same && !changed.isEmpty()) {
                own.addAll(fields);
                continue;
            }
            fields.removeAll(changed);
            if (!fields.isEmpty()) {
                ObjectNode kept = entries.addObject();
                kept.setAll((ObjectNode) entry);
                kept.set("fieldsV1", tree(fields));
            }
        }
        if (!changed.isEmpty()) {
            ObjectNode mine = entries.addObject();
            mine.put("manager", manager)
                    .put("operation", "Update")
                    .put("apiVersion", after.path("apiVersion").asText())
                    .put("time", now.truncatedTo(ChronoUnit.SECONDS).toString())
                    .put("fieldsType", "FieldsV1");
            mine.set("fieldsV1", tree(own));
        }
        ((ObjectNode) after.path("metadata")).set("managedFields", entries);
    }

    private static Map<String, JsonNode> leaves(ObjectNode object) {
        Map<String, JsonNode> leaves = new TreeMap<>();
        collectLeaves(object, "", "", leaves);
        return leaves;
    }

    private static void collectLeaves(JsonNode node, String plain, String path, Map<String, JsonNode> leaves) {
        if (SYSTEM.contains(plain)) {
            return;
        }
        if (node instanceof ObjectNode object && (!object.isEmpty() || path.isEmpty())) {
            object.properties().forEach(member -> {
                String below = plain.isEmpty() ? member.getKey() : plain + "." + member.getKey();
                collectLeaves(member.getValue(), below, path + SEPARATOR + member.getKey(), leaves);
            });
        } else {
            leaves.put(path, node);
        }
    }

    private static void collect(JsonNode tree, String path, TreeSet<String> fields) {
        boolean leaf = StreamSupport.stream(tree.properties().spliterator(), false)
                .noneMatch(member -> member.getKey().startsWith("f:"));
        if (leaf && !path.isEmpty()) {
            fields.add(path);
        }
        tree.properties().forEach(member -> {
            if (member.getKey().startsWith("f:")) {
                collect(member.getValue(), path + SEPARATOR + member.getKey().substring(2), fields);
            }
        });
    }

    private static ObjectNode tree(TreeSet<String> fields) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        for (String path : fields) {
            ObjectNode node = root;
            for (String name : path.substring(1).split(String.valueOf(SEPARATOR), -1)) {
                node = node.withObjectProperty("f:" + name);
            }
        }
        return root;
    }
}
