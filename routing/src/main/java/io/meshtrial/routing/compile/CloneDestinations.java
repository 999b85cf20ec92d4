package io.meshtrial.routing.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where clones send their requests, and the header operations there. They depend on the base route's own destinations
 * and header operations alone, which most routes of a host have in common, so each answer is worked out once and shared.
 */
final class CloneDestinations {

    static final String IDENTITY = "x-meshtrial";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ExperimentRouting experiment;
    private final String namespace;
    private final Map<RouteAction, Map<Base, Optional<Answer>>> known = new IdentityHashMap<>();

    CloneDestinations(ExperimentRouting experiment, String namespace) {
        this.experiment = experiment;
        this.namespace = namespace;
    }

    /** What of the base route matters. */
    private record Base(JsonNode route, JsonNode headers) {}

    /**
     * What stands in a clone.
     *
     * @param headers operations at the route's level; empty where there are none
     */
    record Answer(ObjectNode headers, ArrayNode route) {}

    /** A destination of the clone: the base's own where it comes from, its weight, and what is added to its headers. */
    private record Target(@Nullable JsonNode from, ObjectNode json, String identity, RouteAction.@Nullable Arm arm) {}

    /** Empty where the base's header operations leave no room for ours. */
    Optional<Answer> of(RouteAction.Observe action, JsonNode base) {
        return known(action)
                .computeIfAbsent(
                        new Base(base.path("route"), base.path("headers")),
                        unseen -> placed(unseen, observed(action.drawing(), unseen.route())));
    }

    /** Empty where the base's header operations leave no room for ours. */
    Optional<Answer> of(RouteAction.Assign action, JsonNode base) {
        return known(action)
                .computeIfAbsent(
                        new Base(base.path("route"), base.path("headers")),
                        unseen -> placed(unseen, assigned(action, unseen.route())));
    }

    private Map<Base, Optional<Answer>> known(RouteAction action) {
        return known.computeIfAbsent(action, _ -> new HashMap<>());
    }

    private List<Target> observed(Drawing drawing, JsonNode route) {
        List<Target> targets = new ArrayList<>();
        for (JsonNode from : route) {
            String host = from.path("destination").path("host").asText();
            String service = host.contains(".") ? host.substring(0, host.indexOf('.')) : host;
            ObjectNode json = JSON.objectNode();
            from.properties().stream()
                    .filter(member -> !member.getKey().equals("headers"))
                    .forEach(member -> json.set(member.getKey(), member.getValue()));
            targets.add(new Target(from, json, identity(drawing, RouteAction.Keeping.NONE, 0, "-", service), null));
        }
        return targets;
    }

    private List<Target> assigned(RouteAction.Assign assign, JsonNode route) {
        List<Target> targets = new ArrayList<>();
        for (RouteAction.Arm arm : assign.arms()) {
            RoutedVariant variant = arm.variant();
            ObjectNode json = JSON.objectNode();
            json.set("destination", destination(variant, route));
            if (assign.arms().size() > 1) {
                json.put("weight", Math.toIntExact(arm.weight()));
            }
            targets.add(new Target(
                    source(variant, route),
                    json,
                    identity(assign.drawing(), assign.keeping(), assign.rule(), variant.name(), variant.service()),
                    arm));
        }
        return targets;
    }

    /** A request that redraws is a new unit, though it holds an older cookie, so its route says what it redraws. */
    private String identity(Drawing drawing, RouteAction.Keeping keeping, int rule, String variant, String service) {
        String identity = String.join(
                ";",
                experiment.id(),
                "r" + drawing.revision() + (keeping.origin() == 0 ? "" : ".o" + keeping.origin()),
                String.valueOf(experiment.number(rule)),
                variant,
                service,
                drawing.token());
        return keeping.cookie() == null
                ? identity
                : identity + ";" + keeping.cookie().replace("%", "%%");
    }

    /** The base's destination for this variant, or the only one that it has. */
    private @Nullable JsonNode source(RoutedVariant variant, JsonNode route) {
        for (JsonNode from : route) {
            if (sameHost(from, variant)
                    && from.path("destination").path("subset").asText().equals(subset(variant))) {
                return from;
            }
        }
        return route.size() == 1 ? route.get(0) : null;
    }

    private ObjectNode destination(RoutedVariant variant, JsonNode route) {
        Integer port = variant.port();
        for (JsonNode from : route) {
            JsonNode number = from.path("destination").path("port").path("number");
            if (port == null && sameHost(from, variant) && number.isInt()) {
                port = number.asInt();
            }
        }
        return Destinations.of(variant, port);
    }

    private boolean sameHost(JsonNode from, RoutedVariant variant) {
        return Hosts.qualified(from.path("destination").path("host").asText(), namespace)
                .equals(Hosts.qualified(variant.host(), namespace));
    }

    private static String subset(RoutedVariant variant) {
        String subset = variant.subset();
        return subset == null ? "" : subset;
    }

    private static Optional<Answer> placed(Base base, List<Target> targets) {
        Optional<HeaderPlacement.Placed> request = placed(base, targets, "request");
        Optional<HeaderPlacement.Placed> response = placed(base, targets, "response");
        if (request.isEmpty() || response.isEmpty()) {
            return Optional.empty();
        }
        ArrayNode route = JSON.arrayNode();
        for (int i = 0; i < targets.size(); i++) {
            ObjectNode destination = targets.get(i).json();
            ObjectNode headers = headers(
                    request.get().destinations().get(i),
                    response.get().destinations().get(i));
            if (!headers.isEmpty()) {
                destination.set("headers", headers);
            }
            route.add(destination);
        }
        return Optional.of(
                new Answer(headers(request.get().route(), response.get().route()), route));
    }

    private static ObjectNode headers(ObjectNode request, ObjectNode response) {
        ObjectNode headers = JSON.objectNode();
        if (!request.isEmpty()) {
            headers.set("request", request);
        }
        if (!response.isEmpty()) {
            headers.set("response", response);
        }
        return headers;
    }

    private static Optional<HeaderPlacement.Placed> placed(Base base, List<Target> targets, String direction) {
        List<HeaderPlan> plans = new ArrayList<>();
        for (Target target : targets) {
            Optional<HeaderPlan> inherited = inherited(base, target.from(), direction);
            if (inherited.isEmpty()) {
                return Optional.empty();
            }
            HeaderPlan plan = inherited.get();
            if (direction.equals("request")) {
                plan.put(IDENTITY, TextNode.valueOf(target.identity()));
            } else if (target.arm() != null) {
                decorate(plan, target.arm());
            }
            plans.add(plan);
        }
        return HeaderPlacement.of(plans);
    }

    private static void decorate(HeaderPlan plan, RouteAction.Arm arm) {
        if (arm.setCookie() != null) {
            plan.append("Set-Cookie", TextNode.valueOf(arm.setCookie()));
        }
        if (arm.privateResponse()) {
            plan.put("Cache-Control", TextNode.valueOf("private"));
        }
    }

    /** A variant that the base does not know inherits what all of the base's destinations have in common. */
    private static Optional<HeaderPlan> inherited(Base base, @Nullable JsonNode from, String direction) {
        JsonNode level = base.headers().path(direction);
        boolean single = base.route().size() == 1;
        if (from != null) {
            return Optional.of(HeaderPlan.of(level, from.path("headers").path(direction), single));
        }
        List<HeaderPlan> plans = new ArrayList<>();
        base.route()
                .forEach(other ->
                        plans.add(HeaderPlan.of(level, other.path("headers").path(direction), single)));
        return plans.stream().distinct().count() == 1 ? Optional.of(plans.getFirst()) : Optional.empty();
    }
}
