package io.meshtrial.routing.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Clones of one base route: everything is inherited but name, match, destinations and header operations. */
final class RouteClone {

    static final String IDENTITY = "x-meshtrial";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ExperimentRouting experiment;
    private final BaseRoute base;
    private final String namespace;

    RouteClone(ExperimentRouting experiment, BaseRoute base, String namespace) {
        this.experiment = experiment;
        this.base = base;
        this.namespace = namespace;
    }

    /** A destination of the clone: the base's own where it comes from, its weight, and what is added to its headers. */
    private record Target(@Nullable JsonNode from, ObjectNode json, String identity, RouteAction.@Nullable Arm arm) {}

    /** Empty where the base's header operations leave no room for ours. */
    Optional<ObjectNode> of(RouteAction action, RouteName name, List<ObjectNode> matches, JsonNode rewrite) {
        ObjectNode clone = JSON.objectNode().put("name", name.text());
        boolean everything = matches.size() == 1 && matches.getFirst().isEmpty();
        if (!everything || base.json().has("match")) {
            clone.putArray("match").addAll(matches);
        }
        base.json().properties().stream()
                .filter(entry ->
                        !entry.getKey().equals("name") && !entry.getKey().equals("match"))
                .forEach(entry -> clone.set(entry.getKey(), entry.getValue().deepCopy()));
        if (rewrite.isObject()) {
            clone.set("rewrite", rewrite.deepCopy());
        }
        return switch (action) {
            case RouteAction.Rest() -> Optional.of(clone);
            case RouteAction.Observe(Drawing drawing) -> withTargets(clone, observed(drawing));
            case RouteAction.Assign assign -> withTargets(clone, assigned(assign));
        };
    }

    private List<Target> observed(Drawing drawing) {
        List<Target> targets = new ArrayList<>();
        for (JsonNode from : base.json().path("route")) {
            String host = from.path("destination").path("host").asText();
            String service = host.contains(".") ? host.substring(0, host.indexOf('.')) : host;
            targets.add(new Target(from, from.deepCopy(), identity(drawing, 0, "-", service), null));
        }
        return targets;
    }

    private List<Target> assigned(RouteAction.Assign assign) {
        List<Target> targets = new ArrayList<>();
        for (RouteAction.Arm arm : assign.arms()) {
            RoutedVariant variant = arm.variant();
            JsonNode from = source(variant);
            ObjectNode json = JSON.objectNode();
            json.set("destination", destination(variant));
            if (assign.arms().size() > 1) {
                json.put("weight", Math.toIntExact(arm.weight()));
            }
            targets.add(new Target(
                    from, json, identity(assign.drawing(), assign.rule(), variant.name(), variant.service()), arm));
        }
        return targets;
    }

    private String identity(Drawing drawing, int rule, String variant, String service) {
        return String.join(
                ";",
                experiment.id(),
                "r" + drawing.revision(),
                String.valueOf(rule),
                variant,
                service,
                drawing.token());
    }

    /** The base's destination for this variant, or the only one that it has. */
    private @Nullable JsonNode source(RoutedVariant variant) {
        for (JsonNode from : base.json().path("route")) {
            if (sameHost(from, variant)
                    && from.path("destination").path("subset").asText().equals(subset(variant))) {
                return from;
            }
        }
        return base.json().path("route").size() == 1 ? base.json().path("route").get(0) : null;
    }

    private ObjectNode destination(RoutedVariant variant) {
        Integer port = variant.port();
        for (JsonNode from : base.json().path("route")) {
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

    private Optional<ObjectNode> withTargets(ObjectNode clone, List<Target> targets) {
        Optional<HeaderPlacement.Placed> request = placed(targets, "request");
        Optional<HeaderPlacement.Placed> response = placed(targets, "response");
        if (request.isEmpty() || response.isEmpty()) {
            return Optional.empty();
        }
        clone.remove("headers");
        setHeaders(clone, request.get().route(), response.get().route());
        ArrayNode route = clone.putArray("route");
        for (int i = 0; i < targets.size(); i++) {
            ObjectNode destination = targets.get(i).json();
            destination.remove("headers");
            setHeaders(
                    destination,
                    request.get().destinations().get(i),
                    response.get().destinations().get(i));
            route.add(destination);
        }
        return Optional.of(clone);
    }

    private static void setHeaders(ObjectNode level, ObjectNode request, ObjectNode response) {
        if (!request.isEmpty()) {
            level.withObject("/headers").set("request", request);
        }
        if (!response.isEmpty()) {
            level.withObject("/headers").set("response", response);
        }
    }

    private Optional<HeaderPlacement.Placed> placed(List<Target> targets, String direction) {
        List<HeaderPlan> plans = new ArrayList<>();
        for (Target target : targets) {
            Optional<HeaderPlan> inherited = inherited(target.from(), direction);
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
    private Optional<HeaderPlan> inherited(@Nullable JsonNode from, String direction) {
        JsonNode route = base.json().path("route");
        JsonNode level = base.json().path("headers").path(direction);
        boolean single = route.size() == 1;
        if (from != null) {
            return Optional.of(HeaderPlan.of(level, from.path("headers").path(direction), single));
        }
        List<HeaderPlan> plans = new ArrayList<>();
        route.forEach(
                other -> plans.add(HeaderPlan.of(level, other.path("headers").path(direction), single)));
        return plans.stream().distinct().count() == 1 ? Optional.of(plans.getFirst()) : Optional.empty();
    }
}
