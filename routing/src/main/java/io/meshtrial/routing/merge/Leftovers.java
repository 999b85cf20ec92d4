package io.meshtrial.routing.merge;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.compile.RouteName;
import io.meshtrial.routing.compile.RouteOwnership;
import io.meshtrial.routing.compile.RouteOwnership.Element;
import java.util.List;

/** Owned routes that take what no rule wants: observed traffic at the end, and what a split on a condition leaves. */
final class Leftovers {

    private static final String OBSERVE = "observe";
    private static final String REST = "rest";

    private Leftovers() {}

    /** Where the observing routes at the end of a list begin. */
    static int begin(List<JsonNode> routes) {
        int begin = routes.size();
        while (begin > 0 && role(routes.get(begin - 1)).startsWith(OBSERVE)) {
            begin--;
        }
        return begin;
    }

    /** Whether an element is one of its experiment's observing routes at the end. */
    static boolean takes(List<Element> segment, Element element) {
        List<JsonNode> own = own(segment, RouteOwnership.experimentOf(element.owner()));
        return own.subList(begin(own), own.size()).contains(element.json());
    }

    /** Whether an experiment has routes there that take leftovers before its last rule is done. */
    static boolean rests(List<Element> segment, String experiment) {
        return rests(own(segment, experiment));
    }

    /** The same of a list of one experiment's routes. */
    static boolean rests(List<JsonNode> own) {
        return own.subList(0, begin(own)).stream()
                .map(Leftovers::role)
                .anyMatch(role -> role.startsWith(REST) || role.startsWith(OBSERVE));
    }

    private static List<JsonNode> own(List<Element> segment, String experiment) {
        return segment.stream()
                .filter(other -> RouteOwnership.experimentOf(other.owner()).equals(experiment))
                .map(Element::json)
                .toList();
    }

    /** Empty for roles that take no leftovers. */
    private static String role(JsonNode route) {
        String name = route.path("name").asText();
        boolean possible = name.contains("." + REST) || name.contains("." + OBSERVE);
        return possible ? RouteName.parse(name).map(RouteName::role).orElse("") : "";
    }
}
