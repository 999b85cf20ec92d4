package io.meshtrial.localmesh.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One walk over a value that removes what the shape does not know and collects what it does not allow. */
final class ShapeCheck {

    private final List<String> unknown = new ArrayList<>();
    private final List<ApiFailure.Cause> causes = new ArrayList<>();

    /** Prunes {@code value} in place. */
    static ShapeCheck walk(Shape shape, JsonNode value, String path) {
        ShapeCheck check = new ShapeCheck();
        check.visit(shape, value, path);
        return check;
    }

    /** Paths of the members that were removed, as the server's warnings name them. */
    List<String> unknown() {
        return List.copyOf(unknown);
    }

    List<ApiFailure.Cause> causes() {
        return List.copyOf(causes);
    }

    private void visit(Shape shape, JsonNode value, String path) {
        if (value.isNull()) {
            if (!shape.nullable() && !(shape instanceof Shape.Any)) {
                wrongType(path, "null", typeName(shape));
            }
            return;
        }
        switch (shape) {
            case Shape.Any any -> {}
            case Shape.Text text -> {
                if (typed(value.isTextual(), value, path, shape)) {
                    length(text, value.asText(), path);
                }
            }
            case Shape.Span span -> {
                if (typed(value.isTextual(), value, path, shape)) {
                    Durations.problem(value.asText()).ifPresent(problem -> invalid(path, quoted(value), problem));
                }
            }
            case Shape.Choice choice -> {
                if (typed(value.isTextual(), value, path, shape)
                        && !choice.values().contains(value.asText())) {
                    String supported = choice.values().stream()
                            .map(name -> '"' + name + '"')
                            .collect(Collectors.joining(", "));
                    add(
                            "FieldValueNotSupported",
                            "Unsupported value: " + value + ": supported values: " + supported,
                            path);
                }
            }
            case Shape.Whole whole -> {
                if (typed(isWhole(value), value, path, shape)) {
                    bounds(whole, value, path);
                }
            }
            case Shape.Decimal decimal -> typed(value.isNumber(), value, path, shape);
            case Shape.Truth truth -> typed(value.isBoolean(), value, path, shape);
            case Shape.Items items -> visitItems(items, value, path);
            case Shape.Entries entries -> visitEntries(entries, value, path);
            case Shape.Members members -> visitMembers(members, value, path);
        }
    }

    private void visitItems(Shape.Items shape, JsonNode value, String path) {
        if (!(value instanceof ArrayNode array)) {
            typed(false, value, path, shape);
            return;
        }
        if (array.size() > shape.most()) {
            add(
                    "FieldValueTooMany",
                    "Too many: " + array.size() + ": must have at most " + shape.most() + " items",
                    path);
        }
        if (array.size() < shape.least()) {
            invalid(
                    path,
                    String.valueOf(array.size()),
                    path + " in body should have at least " + shape.least() + " items");
        }
        for (int i = 0; i < array.size(); i++) {
            visit(shape.item(), array.get(i), path + "[" + i + "]");
        }
    }

    private void visitEntries(Shape.Entries shape, JsonNode value, String path) {
        if (!(value instanceof ObjectNode object)) {
            typed(false, value, path, shape);
            return;
        }
        if (object.size() > shape.most()) {
            add(
                    "FieldValueTooMany",
                    "Too many: " + object.size() + ": must have at most " + shape.most() + " items",
                    path);
        }
        object.properties().forEach(entry -> visit(shape.value(), entry.getValue(), path + "." + entry.getKey()));
    }

    private void visitMembers(Shape.Members shape, JsonNode value, String path) {
        if (!(value instanceof ObjectNode object)) {
            typed(false, value, path, shape);
            return;
        }
        for (Iterator<Map.Entry<String, JsonNode>> members = object.properties().iterator(); members.hasNext(); ) {
            Map.Entry<String, JsonNode> member = members.next();
            String below = path + "." + member.getKey();
            Shape known = shape.member(member.getKey());
            if (known == null) {
                unknown.add(below);
                members.remove();
            } else if (member.getValue().isNull() && !known.nullable()) {
                // The server drops a null where the schema allows none, before it validates.
                members.remove();
            } else {
                visit(known, member.getValue(), below);
            }
        }
        for (String name : new TreeSet<>(shape.required())) {
            if (!object.has(name)) {
                add("FieldValueRequired", "Required value", path + "." + name);
            }
        }
        shape.oneOf().forEach(group -> {
            long present = group.stream().filter(object::has).count();
            if (present > 1) {
                add(
                        "FieldValueInvalid",
                        "Invalid value: \"\": \"" + path + "\" must validate one and only one schema (oneOf). Found "
                                + present + " valid alternatives",
                        path);
            }
        });
    }

    private void length(Shape.Text shape, String text, String path) {
        if (text.length() > shape.most()) {
            add("FieldValueTooLong", "Too long: may not be more than " + shape.most() + " bytes", path);
        }
    }

    private void bounds(Shape.Whole shape, JsonNode value, String path) {
        // Beyond 64 bits the sign still says on which side.
        long number =
                value.canConvertToLong() ? value.asLong() : value.asDouble() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        if (number < shape.least()) {
            invalid(path, value.toString(), path + " in body should be greater than or equal to " + shape.least());
        } else if (number > shape.most()) {
            invalid(path, value.toString(), path + " in body should be less than or equal to " + shape.most());
        }
    }

    private boolean typed(boolean right, JsonNode value, String path, Shape shape) {
        if (!right) {
            wrongType(path, actualType(value), typeName(shape));
        }
        return right;
    }

    private void wrongType(String path, String actual, String wanted) {
        String quoted = '"' + actual + '"';
        add(
                "FieldValueTypeInvalid",
                "Invalid value: " + quoted + ": " + path + " in body must be of type " + wanted + ": " + quoted,
                path);
    }

    private void invalid(String path, String value, String problem) {
        add("FieldValueInvalid", "Invalid value: " + value + ": " + problem, path);
    }

    private void add(String reason, String message, String path) {
        causes.add(new ApiFailure.Cause(reason, message, path));
    }

    private static String quoted(JsonNode value) {
        return value.toString();
    }

    private static boolean isWhole(JsonNode value) {
        return value.isNumber() && (value.isIntegralNumber() || value.asDouble() == Math.rint(value.asDouble()));
    }

    private static String typeName(Shape shape) {
        return switch (shape) {
            case Shape.Text t -> "string";
            case Shape.Span s -> "string";
            case Shape.Choice c -> "string";
            case Shape.Whole w -> "integer";
            case Shape.Decimal d -> "number";
            case Shape.Truth t -> "boolean";
            case Shape.Items i -> "array";
            case Shape.Entries e -> "object";
            case Shape.Members m -> "object";
            case Shape.Any a -> "any";
        };
    }

    private static String actualType(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case BOOLEAN -> "boolean";
            case ARRAY -> "array";
            default -> "object";
        };
    }
}
