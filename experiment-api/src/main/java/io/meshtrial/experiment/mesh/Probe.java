package io.meshtrial.experiment.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.compile.OwnedRoute;
import io.meshtrial.routing.compile.RouteName;
import io.meshtrial.routing.object.MeshObject;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A route that answers one secret value and nothing else: whoever gets its answer knows that the gateway has this very
 * patch.
 *
 * @param value random for each patch
 */
record Probe(String experiment, int revision, String value, String path) {

    static final String HEADER = "x-meshtrial-probe";
    static final String ROLE = "probe";

    static Probe fresh(String experiment, int revision, String path, RandomGenerator random) {
        byte[] value = new byte[16];
        random.nextBytes(value);
        return new Probe(experiment, revision, HexFormat.of().formatHex(value), path);
    }

    String answer() {
        return experiment + " r" + revision;
    }

    /** The route in front of the host's; empty where the object serves no gateway that could be asked. */
    Optional<OwnedRoute> route(MeshObject virtualService) {
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
        route.put("name", new RouteName(experiment, revision, 0, 0, ROLE).text());
        ObjectNode match = route.putArray("match").addObject();
        match.set("gateways", gateways);
        match.putObject("method").put("exact", "GET");
        match.putObject("uri").put("exact", path);
        match.putObject("headers").putObject(HEADER).put("exact", value);
        ObjectNode response = route.putObject("directResponse");
        response.put("status", 200);
        response.putObject("body").put("string", answer());
        return Optional.of(new OwnedRoute(0, 0, route));
    }
}
