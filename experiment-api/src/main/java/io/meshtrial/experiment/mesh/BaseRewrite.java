package io.meshtrial.experiment.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.experiment.definition.Destination;
import io.meshtrial.experiment.definition.Variant;
import io.meshtrial.routing.compile.OwnedRoute;
import io.meshtrial.routing.compile.RouteOwnership;
import io.meshtrial.routing.compile.RouteOwnership.Element;
import io.meshtrial.routing.compile.RouteOwnership.Owner;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Base routes that a promotion hands to the winner. It is the only edit of what others own: planned, chosen, and made where
 * the object carries the annotation that allows it. A route that is not what it was planned from is left alone.
 */
public record BaseRewrite(List<Change> changes) {

    /** One element of {@code spec.http}, as it was and as it becomes. */
    public record Change(JsonNode before, JsonNode after) {}

    /**
     * @param live as it was read
     * @param object as the operations leave it
     * @param operations of a JSON Patch, without a fence
     */
    record Rewritten(MeshObject live, MeshObject object, ArrayNode operations) {
        static Rewritten none(MeshObject live) {
            return new Rewritten(live, live, JsonNodeFactory.instance.arrayNode());
        }
    }

    /** On the VirtualService; the value is {@code "true"}. */
    public static final String OPT_IN = "meshtrial.io/allow-base-rewrite";

    public BaseRewrite {
        changes = List.copyOf(changes);
    }

    static boolean isAllowed(MeshObject object) {
        return "true".equals(object.annotation(OPT_IN));
    }

    /**
     * Those base routes all of whose destinations are hosts of the variants.
     *
     * @param known routes as experiments last published them, which are no base whatever they are called by now
     */
    static BaseRewrite of(MeshObject live, List<OwnedRoute> known, List<Variant> variants, Variant winner) {
        Set<String> hosts = variants.stream()
                .map(variant -> qualified(variant.destination().host(), live.namespace()))
                .collect(Collectors.toSet());
        List<Change> changes = new ArrayList<>();
        for (JsonNode base : RouteOwnership.of(live, known).base()) {
            handed(base, hosts, winner.destination(), live.namespace())
                    .filter(after -> !after.equals(base))
                    .ifPresent(after -> changes.add(new Change(base, after)));
        }
        return new BaseRewrite(changes);
    }

    /** Empty where the route does something else than forward, or its destinations differ in their headers. */
    private static Optional<JsonNode> handed(JsonNode base, Set<String> hosts, Destination winner, String namespace) {
        JsonNode route = base.path("route");
        boolean ours =
                route.size() > 0 && !base.has("redirect") && !base.has("directResponse") && !base.has("delegate");
        for (JsonNode element : route) {
            String host = element.path("destination").path("host").asText();
            ours = ours
                    && hosts.contains(qualified(host, namespace))
                    && element.path("headers").equals(route.get(0).path("headers"));
        }
        if (!ours) {
            return Optional.empty();
        }
        ObjectNode after = base.deepCopy();
        ObjectNode element = JsonNodeFactory.instance.objectNode();
        ObjectNode destination = element.putObject("destination").put("host", winner.host());
        if (winner.subset() != null) {
            destination.put("subset", winner.subset());
        }
        if (winner.port() != null) {
            destination.putObject("port").put("number", winner.port());
        }
        if (route.get(0).has("headers")) {
            element.set("headers", route.get(0).path("headers"));
        }
        after.putArray("route").add(element);
        return Optional.of(after);
    }

    private static String qualified(String host, String namespace) {
        return host.contains(".") ? host : host + "." + namespace + ".svc.cluster.local";
    }

    Rewritten apply(MeshObject live) {
        return replace(live, changes);
    }

    /** What a rollback does: the routes as they were. */
    Rewritten undo(MeshObject live) {
        return replace(
                live,
                changes.stream()
                        .map(change -> new Change(change.after(), change.before()))
                        .toList());
    }

    private static Rewritten replace(MeshObject live, List<Change> changes) {
        ArrayNode operations = JsonNodeFactory.instance.arrayNode();
        ObjectNode copy = live.json().deepCopy();
        for (Element element : RouteOwnership.of(live, List.of()).elements()) {
            if (element.owner() instanceof Owner.Foreign) {
                changes.stream()
                        .filter(change -> change.before().equals(element.json()))
                        .findFirst()
                        .ifPresent(change -> {
                            operations
                                    .addObject()
                                    .put("op", "replace")
                                    .put("path", "/spec/http/" + element.index())
                                    .set("value", change.after());
                            ((ArrayNode) copy.path("spec").path("http")).set(element.index(), change.after());
                        });
            }
        }
        return new Rewritten(live, new MeshObject(copy), operations);
    }
}
