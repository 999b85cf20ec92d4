package io.meshtrial.localmesh.edge;

import io.meshtrial.routing.evaluate.Listener;
import io.meshtrial.routing.evaluate.RouteTable;
import io.meshtrial.routing.object.MeshObject;
import java.util.Collection;

/** One state of the mesh, as the edge routes by it. */
record RouteSnapshot(RouteTable table, EndpointDirectory endpoints) {

    static RouteSnapshot of(Listener listener, Collection<MeshObject> objects) {
        return new RouteSnapshot(RouteTable.of(listener, objects), EndpointDirectory.of(objects));
    }
}
