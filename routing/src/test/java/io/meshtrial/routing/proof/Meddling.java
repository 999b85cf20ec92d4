package io.meshtrial.routing.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.compile.RouteName;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.List;

/** What people and tools do to routes that are not theirs: rename, delete, repeat and move them. */
final class Meddling {

    private Meddling() {}

    static MeshObject with(MeshObject object, String experiment, Cases cases) {
        List<JsonNode> routes = new ArrayList<>();
        List<JsonNode> moved = new ArrayList<>();
        for (JsonNode route : object.http()) {
            boolean ours = RouteName.parse(route.path("name").asText())
                    .filter(name -> name.experiment().equals(experiment))
                    .isPresent();
            switch (ours ? cases.below(8) : -1) {
                case 0 -> routes.add(((ObjectNode) route.deepCopy()).put("name", "somebody-elses"));
                case 1 -> {}
                case 2 -> routes.addAll(List.of(route, route));
                case 3 -> moved.add(route);
                default -> routes.add(route);
            }
        }
        moved.forEach(route -> routes.add(cases.below(routes.size() + 1), route));
        ObjectNode copy = object.json().deepCopy();
        ArrayNode http = ((ObjectNode) copy.path("spec")).putArray("http");
        routes.forEach(http::add);
        return new MeshObject(copy);
    }
}
