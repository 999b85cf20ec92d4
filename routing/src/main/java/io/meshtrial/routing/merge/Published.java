package io.meshtrial.routing.merge;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.compile.OwnedRoute;
import io.meshtrial.routing.compile.RouteOwnership;
import io.meshtrial.routing.object.MeshObject;
import java.util.List;

/**
 * What an experiment last wrote and what it found there, kept to recognise later edits.
 *
 * @param base the routes that nobody owned, in order
 */
public record Published(String experiment, int revision, List<OwnedRoute> routes, List<JsonNode> base) {

    public Published {
        routes = List.copyOf(routes);
        base = List.copyOf(base);
    }

    /** What is to be kept after writing.
     *
     * @param live the object that the routes were merged into */
    public static Published of(String experiment, int revision, List<OwnedRoute> routes, MeshObject live) {
        return new Published(
                experiment, revision, routes, RouteOwnership.of(live, routes).base());
    }
}
