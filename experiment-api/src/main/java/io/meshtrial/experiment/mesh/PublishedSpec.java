package io.meshtrial.experiment.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.compile.OwnedRoute;
import io.meshtrial.routing.compile.RouteName;
import io.meshtrial.routing.compile.RouteOwnership;
import io.meshtrial.routing.compile.RouteOwnership.Element;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.List;

/**
 * A VirtualService's spec in two parts, as one experiment sees it.
 *
 * @param base everything that no experiment owns
 * @param owned the experiment's routes, in order, without probes
 */
record PublishedSpec(JsonNode base, JsonNode owned) {

    /** @param known routes as the experiments of the object last published them, by which renamed ones are recognised */
    static PublishedSpec of(MeshObject object, String experiment, List<OwnedRoute> known) {
        RouteOwnership ownership = RouteOwnership.of(object, known);
        ObjectNode base = object.spec().isObject() ? object.spec().deepCopy() : JsonNodeFactory.instance.objectNode();
        base.putArray("http").addAll(ownership.base());
        ArrayNode owned = JsonNodeFactory.instance.arrayNode();
        ownership.of(experiment).stream()
                .map(Element::json)
                .filter(route -> !isProbe(route))
                .forEach(owned::add);
        return new PublishedSpec(base, owned);
    }

    static boolean isProbe(JsonNode route) {
        return RouteName.parse(route.path("name").asText())
                .filter(name -> name.role().equals(Probe.ROLE) || name.role().equals(DestinationProbe.ROLE))
                .isPresent();
    }

    /** The experiment's routes in the terms of the merge: their names say before which base route they stand. */
    List<OwnedRoute> routes() {
        List<OwnedRoute> routes = new ArrayList<>();
        owned.forEach(json -> RouteName.parse(json.path("name").asText())
                .ifPresent(name -> routes.add(new OwnedRoute(name.base(), name.rule(), json))));
        return routes;
    }

    /** The base routes, in order. */
    List<JsonNode> baseRoutes() {
        List<JsonNode> routes = new ArrayList<>();
        base.path("http").forEach(routes::add);
        return routes;
    }

    /** Everything in the base that is no route: hosts, gateways, and what this version has never heard of. */
    JsonNode frame() {
        ObjectNode frame = base.isObject() ? base.deepCopy() : JsonNodeFactory.instance.objectNode();
        frame.remove("http");
        return frame;
    }

    /** The same routes over another base. */
    PublishedSpec over(JsonNode other) {
        return new PublishedSpec(other, owned);
    }

    JsonNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("base", base);
        json.set("owned", owned);
        return json;
    }

    static PublishedSpec read(JsonNode json) {
        return new PublishedSpec(json.path("base"), json.path("owned"));
    }
}
