package io.meshtrial.experiment.rest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * What a client of one OpenAPI document would miss in another: operations, parameters, statuses and members that went,
 * what became required, and values or types that are not taken or given any more.
 */
public final class BreakingChanges {

    /** Whether the client writes what a schema describes, or reads it. */
    private enum Direction {
        REQUEST,
        RESPONSE
    }

    private final JsonNode before;
    private final JsonNode after;
    private final List<String> found = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private BreakingChanges(JsonNode before, JsonNode after) {
        this.before = before;
        this.after = after;
    }

    public static List<String> between(JsonNode before, JsonNode after) {
        BreakingChanges changes = new BreakingChanges(before, after);
        before.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation ->
                                changes.operation(path.getKey(), operation.getKey(), operation.getValue())));
        return List.copyOf(changes.found);
    }

    private void operation(String path, String method, JsonNode old) {
        String where = method.toUpperCase(java.util.Locale.ROOT) + " " + path;
        JsonNode now = after.path("paths").path(path).path(method);
        if (now.isMissingNode()) {
            found.add(where + " is gone");
            return;
        }
        parameters(where, old.path("parameters"), now.path("parameters"));
        if (!old.path("requestBody").path("required").asBoolean()
                && now.path("requestBody").path("required").asBoolean()) {
            found.add(where + " needs a body");
        }
        contents(
                where + " body",
                old.path("requestBody").path("content"),
                now.path("requestBody").path("content"),
                Direction.REQUEST);
        for (Map.Entry<String, JsonNode> response : old.path("responses").properties()) {
            JsonNode there = now.path("responses").path(response.getKey());
            if (there.isMissingNode() && response.getKey().startsWith("2")) {
                found.add(where + " does not answer " + response.getKey() + " any more");
            } else {
                contents(
                        where + " " + response.getKey(),
                        response.getValue().path("content"),
                        there.path("content"),
                        Direction.RESPONSE);
            }
        }
    }

    private void parameters(String where, JsonNode old, JsonNode now) {
        for (JsonNode parameter : old) {
            JsonNode there = named(now, parameter);
            String title = where + " parameter " + parameter.path("name").asString();
            if (there.isMissingNode()) {
                found.add(title + " is gone");
            } else {
                schema(title, parameter.path("schema"), there.path("schema"), Direction.REQUEST);
            }
        }
        for (JsonNode parameter : now) {
            JsonNode known = named(old, parameter);
            if (parameter.path("required").asBoolean()
                    && !known.path("required").asBoolean()) {
                found.add(where + " parameter " + parameter.path("name").asString() + " is required now");
            }
        }
    }

    private static JsonNode named(JsonNode parameters, JsonNode wanted) {
        for (JsonNode one : parameters) {
            if (one.path("name").equals(wanted.path("name")) && one.path("in").equals(wanted.path("in"))) {
                return one;
            }
        }
        return tools.jackson.databind.node.MissingNode.getInstance();
    }

    private void contents(String where, JsonNode old, JsonNode now, Direction direction) {
        old.properties().forEach(content -> {
            JsonNode there = now.path(content.getKey());
            if (there.isMissingNode()) {
                found.add(where + " is not " + content.getKey() + " any more");
            } else {
                schema(where, content.getValue().path("schema"), there.path("schema"), direction);
            }
        });
    }

    private void schema(String where, JsonNode oldSchema, JsonNode newSchema, Direction direction) {
        JsonNode old = resolved(before, oldSchema);
        JsonNode now = resolved(after, newSchema);
        if (oldSchema.has("$ref")
                && !seen.add(direction + oldSchema.path("$ref").asString() + newSchema.path("$ref"))) {
            return;
        }
        types(where, old, now, direction);
        values(where, old, now, direction);
        Set<String> oldRequired = texts(old.path("required"));
        Set<String> newRequired = texts(now.path("required"));
        for (Map.Entry<String, JsonNode> property : old.path("properties").properties()) {
            JsonNode there = now.path("properties").path(property.getKey());
            String member = where + "/" + property.getKey();
            if (there.isMissingNode()) {
                found.add(member + " is gone");
            } else {
                schema(member, property.getValue(), there, direction);
            }
        }
        Set<String> moved = new TreeSet<>(direction == Direction.REQUEST ? newRequired : oldRequired);
        moved.removeAll(direction == Direction.REQUEST ? oldRequired : newRequired);
        moved.forEach(name -> found.add(where + "/" + name
                + (direction == Direction.REQUEST ? " is required now" : " is not always there any more")));
        if (old.has("items")) {
            schema(where + "/*", old.path("items"), now.path("items"), direction);
        }
    }

    /** A request may take more types, a response may give fewer. */
    private void types(String where, JsonNode old, JsonNode now, Direction direction) {
        Set<String> oldTypes = texts(old.path("type"));
        Set<String> newTypes = texts(now.path("type"));
        boolean fits = direction == Direction.REQUEST
                ? newTypes.isEmpty() || newTypes.containsAll(oldTypes)
                : oldTypes.isEmpty() || oldTypes.containsAll(newTypes) && !newTypes.isEmpty();
        if (!fits) {
            found.add(where + " was " + oldTypes + " and is " + newTypes);
        }
    }

    private void values(String where, JsonNode old, JsonNode now, Direction direction) {
        Set<String> oldValues = texts(old.path("enum"));
        Set<String> newValues = texts(now.path("enum"));
        if (direction == Direction.REQUEST && !newValues.isEmpty() && !newValues.containsAll(oldValues)) {
            found.add(where + " does not take all of " + oldValues + " any more");
        }
        for (String limit : List.of("maxLength", "maximum", "maxItems")) {
            if (direction == Direction.REQUEST
                    && now.has(limit)
                    && (!old.has(limit)
                            || now.path(limit).asDouble() < old.path(limit).asDouble())) {
                found.add(where + " has a tighter " + limit);
            }
        }
    }

    private static JsonNode resolved(JsonNode document, JsonNode schema) {
        JsonNode at = schema;
        while (at.has("$ref")) {
            at = document.at(at.path("$ref").asString().substring(1));
        }
        return at;
    }

    private static Set<String> texts(JsonNode node) {
        Set<String> texts = new TreeSet<>();
        if (node.isString()) {
            texts.add(node.asString());
        }
        node.forEach(one -> texts.add(one.asString()));
        return texts;
    }
}
