package io.meshtrial.routing.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whose each element of {@code spec.http} is. Names decide. A route that someone renamed is recognised only when it is
 * otherwise equal to one that was published.
 */
public record RouteOwnership(List<Element> elements) {

    /** One element, by its index in {@code spec.http}. */
    public record Element(int index, JsonNode json, Owner owner) {}

    public sealed interface Owner {

        /** Nobody here; never touched. */
        record Foreign() implements Owner {}

        /** It says that it is ours, and by its name no experiment wrote it: neither touched nor cloned. */
        record Orphan() implements Owner {}

        record Owned(RouteName name) implements Owner {}

        /** Ours by content, under a name that is not ours. */
        record Renamed(RouteName original) implements Owner {}
    }

    public RouteOwnership {
        elements = List.copyOf(elements);
    }

    /** Sorts the elements of a live object.
     *
     * @param published the routes of one experiment as last published */
    public static RouteOwnership of(MeshObject virtualService, List<OwnedRoute> published) {
        // Few routes match alike, so that few are compared whole.
        Map<JsonNode, List<OwnedRoute>> byMatch = published.stream()
                .collect(Collectors.groupingBy(route -> route.json().path("match")));
        List<Element> elements = new ArrayList<>();
        for (JsonNode json : virtualService.http()) {
            Owner owner = RouteName.parse(json.path("name").asText())
                    .<Owner>map(Owner.Owned::new)
                    .orElseGet(() -> byContent(json, byMatch.getOrDefault(json.path("match"), List.of())));
            elements.add(new Element(elements.size(), json, owner));
        }
        return new RouteOwnership(elements);
    }

    private static Owner byContent(JsonNode json, List<OwnedRoute> alike) {
        return alike.stream()
                .filter(route -> nameless(route.json()).equals(nameless(json)))
                .flatMap(route -> RouteName.parse(route.name()).stream())
                .findFirst()
                .<Owner>map(Owner.Renamed::new)
                .orElseGet(
                        () -> RouteName.isOwned(json.path("name").asText()) ? new Owner.Orphan() : new Owner.Foreign());
    }

    private static JsonNode nameless(JsonNode route) {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        route.properties().stream()
                .filter(member -> !member.getKey().equals("name"))
                .forEach(member -> rest.set(member.getKey(), member.getValue()));
        return rest;
    }

    /** The routes that nobody owns, in order. */
    public List<JsonNode> base() {
        return elements.stream()
                .filter(element -> element.owner() instanceof Owner.Foreign)
                .map(Element::json)
                .toList();
    }

    /** Elements of one experiment, renamed ones included. */
    public List<Element> of(String experiment) {
        return elements.stream()
                .filter(element -> experiment.equals(experimentOf(element.owner())))
                .toList();
    }

    /** The experiment that owns an element, or an empty text. */
    public static String experimentOf(Owner owner) {
        return switch (owner) {
            case Owner.Foreign(), Owner.Orphan() -> "";
            case Owner.Owned(RouteName name) -> name.experiment();
            case Owner.Renamed(RouteName original) -> original.experiment();
        };
    }
}
