package io.meshtrial.localmesh.apiserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * Reads {@code shapes.yaml}: per kind the shape of {@code spec} in Istio 1.31. A scalar names a type, optionally with
 * bounds and {@code nullable}; a list holds the shape of its items and optional bounds; {@code name!} is a required
 * member, {@code '*'} any member; {@code (one of)} names members that exclude one another.
 */
final class ShapeReader {

    private ShapeReader() {}

    static Map<String, Shape> read() {
        try (InputStream in = ShapeReader.class.getResourceAsStream("shapes.yaml")) {
            if (in == null) {
                throw new IllegalStateException("shapes.yaml is missing beside " + ShapeReader.class);
            }
            LoaderOptions options = new LoaderOptions();
            options.setMaxAliasesForCollections(1_000);
            Map<String, Object> kinds = new Yaml(options).load(in);
            Map<String, Shape> shapes = new HashMap<>();
            kinds.forEach((kind, shape) -> shapes.put(kind, shape(shape)));
            return Map.copyOf(shapes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read shapes.yaml", e);
        }
    }

    private static Shape shape(Object source) {
        return switch (source) {
            case String scalar -> scalar(scalar);
            case List<?> list -> {
                long[] bounds = list.size() > 1 ? bounds(String.valueOf(list.get(1))) : bounds("..");
                yield new Shape.Items(shape(first(list)), Math.max(0, bounds[0]), bounds[1]);
            }
            case Map<?, ?> map
            when map.containsKey("*") ->
                new Shape.Entries(
                        shape(get(map, "*")), map.get("(max)") instanceof Integer most ? most : Long.MAX_VALUE);
            case Map<?, ?> map -> members(map);
            default -> throw new IllegalArgumentException("not a shape: " + source);
        };
    }

    private static Object first(List<?> list) {
        return list.getFirst();
    }

    private static Object get(Map<?, ?> map, String key) {
        Object value = map.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no shape at " + key);
        }
        return value;
    }

    private static Shape.Members members(Map<?, ?> map) {
        Map<String, Shape> members = new HashMap<>();
        Set<String> required = new HashSet<>();
        List<Set<String>> oneOf = new ArrayList<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = String.valueOf(entry.getKey());
            switch (key) {
                case "(one of)" -> {
                    for (String group : String.valueOf(entry.getValue()).split("; ")) {
                        oneOf.add(Set.of(group.split(" ")));
                    }
                }
                case "(nullable)" -> {}
                default -> {
                    String name = key.endsWith("!") ? key.substring(0, key.length() - 1) : key;
                    members.put(name, shape(get(map, key)));
                    if (key.endsWith("!")) {
                        required.add(name);
                    }
                }
            }
        }
        return new Shape.Members(
                Map.copyOf(members), Set.copyOf(required), List.copyOf(oneOf), map.containsKey("(nullable)"));
    }

    private static Shape scalar(String text) {
        boolean nullable = text.endsWith(" nullable");
        String[] words = (nullable ? text.substring(0, text.length() - " nullable".length()) : text).split(" ");
        long[] bounds = words.length > 1 && words[1].contains("..") ? bounds(words[1]) : bounds("..");
        return switch (words[0]) {
            case "any", "int-or-string" -> new Shape.Any(nullable);
            case "string" -> new Shape.Text(bounds[0], bounds[1], nullable);
            case "duration" -> new Shape.Span(nullable);
            case "enum" -> new Shape.Choice(List.of(words[1].split("\\|")), nullable);
            case "int32" -> new Shape.Whole(Integer.MIN_VALUE, Integer.MAX_VALUE, nullable);
            case "uint32" -> new Shape.Whole(0, 4_294_967_295L, nullable);
            case "integer" -> new Shape.Whole(bounds[0], bounds[1], nullable);
            case "number" -> new Shape.Decimal(nullable);
            case "boolean" -> new Shape.Truth(nullable);
            default -> throw new IllegalArgumentException("not a shape: " + text);
        };
    }

    private static long[] bounds(String text) {
        String[] ends = text.split("\\.\\.", 2);
        return new long[] {
            ends[0].isEmpty() ? Long.MIN_VALUE : Long.parseLong(ends[0]),
            ends[1].isEmpty() ? Long.MAX_VALUE : Long.parseLong(ends[1])
        };
    }
}
