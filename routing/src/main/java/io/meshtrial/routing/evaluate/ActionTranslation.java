package io.meshtrial.routing.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What a route does, from its fields. */
record ActionTranslation(Listener listener, String scheme, Services services, RegexPool regexes) {

    RouteAction of(JsonNode route, String name) {
        LocalResponse response = new LocalResponse(HeaderOperations.of(route.at("/headers/response")), name);
        if (route.path("redirect").isObject()) {
            return RedirectAction.of(route.path("redirect"), listener, scheme, response);
        }
        if (route.path("directResponse").isObject()) {
            return DirectResponseAction.of(route.path("directResponse"), response);
        }
        return forward(route, name);
    }

    /**
     * A single destination's header operations make one list with the route's. With several, each destination keeps its
     * own, which is applied first, so that the route's win. The route's authority wins either way.
     */
    private ForwardAction forward(JsonNode route, String name) {
        JsonNode targets = route.path("route");
        ForwardAction.Arm own = arm(route);
        String rewritten = route.at("/rewrite/authority").asText("");
        String authority = rewritten.isEmpty() ? own.authority() : rewritten;
        List<WeightedDestination> destinations = new ArrayList<>();
        List<ForwardAction.Arm> arms = new ArrayList<>();
        ForwardAction.Arm last = new ForwardAction.Arm(own.request(), own.response(), authority);
        if (targets.size() == 1) {
            ForwardAction.Arm inner = arm(targets.get(0));
            destinations.add(destination(0, targets.get(0).path("destination"), 1));
            arms.add(ForwardAction.Arm.NONE);
            last = new ForwardAction.Arm(
                    own.request().then(inner.request()),
                    own.response().then(inner.response()),
                    authority.isEmpty() ? inner.authority() : authority);
        } else {
            for (JsonNode target : targets) {
                long weight = target.path("weight").asLong();
                if (weight > 0) {
                    destinations.add(destination(destinations.size(), target.path("destination"), weight));
                    arms.add(arm(target));
                }
            }
        }
        return new ForwardAction(
                name,
                List.copyOf(destinations),
                List.copyOf(arms),
                last,
                targets.size() > 1,
                destinations.stream().mapToLong(WeightedDestination::weight).sum(),
                Rewrite.of(route.path("rewrite"), regexes),
                mirrors(route),
                Faults.of(route.path("fault")),
                Durations.parse(route.path("timeout").asText("")),
                RetryPolicy.of(route.path("retries")),
                CorsPolicy.of(route.path("corsPolicy"), regexes));
    }

    private static ForwardAction.Arm arm(JsonNode node) {
        JsonNode request = node.at("/headers/request");
        return new ForwardAction.Arm(
                HeaderOperations.of(request),
                HeaderOperations.of(node.at("/headers/response")),
                HeaderOperations.authority(request));
    }

    private WeightedDestination destination(int index, JsonNode node, long weight) {
        Destination destination = services.destination(node, listener.port());
        return new WeightedDestination(index, destination, weight, services.reachability(destination));
    }

    private List<Mirror> mirrors(JsonNode route) {
        List<Mirror> mirrors = new ArrayList<>();
        if (route.path("mirror").isObject()) {
            JsonNode percentage = route.hasNonNull("mirrorPercentage")
                    ? route.path("mirrorPercentage").path("value")
                    : route.path("mirrorPercent");
            boolean given = route.hasNonNull("mirrorPercentage") || route.hasNonNull("mirrorPercent");
            addMirror(mirrors, route.path("mirror"), given ? percentage.asDouble() : 100);
        }
        for (JsonNode mirror : route.path("mirrors")) {
            double percentage = mirror.hasNonNull("percentage")
                    ? mirror.at("/percentage/value").asDouble()
                    : 100;
            addMirror(mirrors, mirror.path("destination"), percentage);
        }
        return List.copyOf(mirrors);
    }

    private void addMirror(List<Mirror> mirrors, JsonNode node, double percentage) {
        if (percentage > 0 && node.isObject()) {
            Destination destination = services.destination(node, listener.port());
            mirrors.add(new Mirror(destination, percentage, services.reachability(destination)));
        }
    }
}
