package io.meshtrial.experiment.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.compile.OwnedRoute;
import io.meshtrial.routing.compile.RouteName;
import io.meshtrial.routing.object.MeshObject;
import java.util.Optional;

/** A route that matches one secret value in a header and nothing else, and what its answer says. */
interface GatewayProbe {

    String HEADER = "x-meshtrial-probe";

    /** Whose it is. */
    String experiment();

    /** Random for each patch. */
    String value();

    String path();

    RouteName name();

    /** What the route does with a request that has the value. */
    void act(ObjectNode route);

    /** Whether the gateway has what was written. */
    boolean isConfirmedBy(int status, String body);

    /** The route in front of the host's; empty where the object serves no gateway that could be asked. */
    default Optional<OwnedRoute> route(MeshObject virtualService) {
        ArrayNode gateways = JsonNodeFactory.instance.arrayNode();
        for (JsonNode gateway : virtualService.spec().path("gateways")) {
            if (!gateway.asText().equals("mesh")) {
                gateways.add(gateway.asText());
            }
        }
        if (gateways.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode route = JsonNodeFactory.instance.objectNode();
        route.put("name", name().text());
        ObjectNode match = route.putArray("match").addObject();
        match.set("gateways", gateways);
        match.putObject("method").put("exact", "GET");
        match.putObject("uri").put("exact", path());
        match.putObject("headers").putObject(HEADER).put("exact", value());
        act(route);
        return Optional.of(new OwnedRoute(0, 0, route));
    }
}
