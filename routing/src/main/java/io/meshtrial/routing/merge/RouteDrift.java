package io.meshtrial.routing.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.compile.OwnedRoute;
import io.meshtrial.routing.compile.RouteOwnership;
import io.meshtrial.routing.compile.RouteOwnership.Element;
import io.meshtrial.routing.compile.RouteOwnership.Owner;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares a live VirtualService with what an experiment published. */
public final class RouteDrift {

    private RouteDrift() {}

    public static Drift between(MeshObject live, Published published) {
        RouteOwnership ownership = RouteOwnership.of(live, published.routes());
        Map<String, List<Element>> byName =
                ownership.of(published.experiment()).stream().collect(Collectors.groupingBy(RouteDrift::originalName));
        List<String> missing = new ArrayList<>();
        List<String> altered = new ArrayList<>();
        List<String> renamed = new ArrayList<>();
        List<String> duplicated = new ArrayList<>();
        for (OwnedRoute route : published.routes()) {
            List<Element> found = byName.getOrDefault(route.name(), List.of());
            if (found.isEmpty()) {
                missing.add(route.name());
            } else if (found.size() > 1) {
                duplicated.add(route.name());
            } else if (found.getFirst().owner() instanceof Owner.Renamed) {
                renamed.add(route.name());
            } else if (!found.getFirst().json().equals(route.json())) {
                altered.add(route.name());
            }
        }
        Set<String> names = published.routes().stream().map(OwnedRoute::name).collect(Collectors.toSet());
        List<String> unexpected =
                byName.keySet().stream().filter(name -> !names.contains(name)).toList();
        boolean complete = missing.isEmpty() && duplicated.isEmpty() && unexpected.isEmpty();
        return new Drift(
                missing,
                altered,
                renamed,
                complete && !inOrder(ownership, published),
                duplicated,
                unexpected,
                !meaning(ownership.base()).equals(meaning(published.base())));
    }

    private static String originalName(Element element) {
        return switch (element.owner()) {
            case Owner.Renamed(var original) -> original.text();
            case Owner.Owned _, Owner.Foreign _, Owner.Orphan _ ->
                element.json().path("name").asText();
        };
    }

    /** Each before the base route that it was published before, in the published order. */
    private static boolean inOrder(RouteOwnership ownership, Published published) {
        List<String> places = new ArrayList<>();
        int base = 0;
        for (Element element : ownership.elements()) {
            if (element.owner() instanceof Owner.Foreign) {
                base++;
            } else if (RouteOwnership.experimentOf(element.owner()).equals(published.experiment())) {
                places.add(base + " " + originalName(element));
            }
        }
        // Where the base routes are others now, only the order among the owned ones can be judged.
        boolean sameBase = ownership.base().size() == published.base().size();
        List<String> expected = published.routes().stream()
                .map(route -> route.base() + " " + route.name())
                .toList();
        return sameBase ? places.equals(expected) : names(places).equals(names(expected));
    }

    private static List<String> names(List<String> places) {
        return places.stream().map(place -> place.substring(place.indexOf(' '))).toList();
    }

    private static List<JsonNode> meaning(List<JsonNode> base) {
        return base.stream()
                .<JsonNode>map(route -> {
                    ObjectNode copy = route.deepCopy();
                    copy.remove("name");
                    return copy;
                })
                .toList();
    }
}
