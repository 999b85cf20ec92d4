package io.meshtrial.routing.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Clones of base routes: everything is inherited but name, match, destinations and header operations. What is inherited
 * is shared with the base route, since neither is ever changed.
 */
final class RouteClone {

    private static final Set<String> OUR_OWN = Set.of("name", "match");

    private final CloneDestinations destinations;

    RouteClone(CloneDestinations destinations) {
        this.destinations = destinations;
    }

    /** Empty where the base's header operations leave no room for ours. */
    Optional<ObjectNode> of(
            JsonNode base, RouteAction action, RouteName name, List<ObjectNode> matches, JsonNode rewrite) {
        ObjectNode clone = JsonNodeFactory.instance.objectNode().put("name", name.text());
        boolean everything = matches.size() == 1 && matches.getFirst().isEmpty();
        if (!everything || base.has("match")) {
            clone.putArray("match").addAll(matches);
        }
        base.properties().stream()
                .filter(member -> !OUR_OWN.contains(member.getKey()))
                .forEach(member -> clone.set(member.getKey(), member.getValue()));
        if (rewrite.isObject()) {
            clone.set("rewrite", rewrite);
        }
        return switch (action) {
            case RouteAction.Rest() -> Optional.of(clone);
            case RouteAction.Observe observe -> destinations.of(observe, base).map(answer -> sending(clone, answer));
            case RouteAction.Assign assign -> destinations.of(assign, base).map(answer -> sending(clone, answer));
        };
    }

    private static ObjectNode sending(ObjectNode clone, CloneDestinations.Answer answer) {
        clone.remove("headers");
        if (!answer.headers().isEmpty()) {
            clone.set("headers", answer.headers());
        }
        clone.set("route", answer.route());
        return clone;
    }
}
