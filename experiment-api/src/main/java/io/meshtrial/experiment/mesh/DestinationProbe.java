package io.meshtrial.experiment.mesh;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.experiment.definition.Destination;
import io.meshtrial.routing.compile.RouteName;

/**
 * Goes to a new destination, without the header that would count it as an exposure. A gateway that does not know the subset
 * yet answers 503 with an empty body (recorded on a real mesh); one that knows it answers anything else, a 503 of a subset
 * without endpoints included, which has a body.
 *
 * @param ordinal of the destination among the new ones, from 1
 */
record DestinationProbe(
        String experiment, int revision, int ordinal, String value, String path, Destination destination)
        implements GatewayProbe {

    static final String ROLE = "destination-probe";

    @Override
    public RouteName name() {
        return new RouteName(experiment, revision, 0, ordinal, ROLE);
    }

    @Override
    public void act(ObjectNode route) {
        ObjectNode target = route.putArray("route").addObject().putObject("destination");
        target.put("host", destination.host());
        if (destination.subset() != null) {
            target.put("subset", destination.subset());
        }
        if (destination.port() != null) {
            target.putObject("port").put("number", destination.port());
        }
    }

    @Override
    public boolean isConfirmedBy(int status, String body) {
        boolean unknown = status == 503 && body.isEmpty();
        return status > 0 && !unknown && status != 404;
    }
}
