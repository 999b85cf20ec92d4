package io.meshtrial.experiment.mesh;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.compile.RouteName;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Is answered by the gateway itself: whoever gets its answer knows that the gateway has this very patch. */
record Probe(String experiment, int revision, String value, String path) implements GatewayProbe {

    static final String ROLE = "probe";

    static Probe fresh(String experiment, int revision, String path, RandomGenerator random) {
        byte[] value = new byte[16];
        random.nextBytes(value);
        return new Probe(experiment, revision, HexFormat.of().formatHex(value), path);
    }

    String answer() {
        return experiment + " r" + revision;
    }

    @Override
    public RouteName name() {
        return new RouteName(experiment, revision, 0, 0, ROLE);
    }

    @Override
    public void act(ObjectNode route) {
        ObjectNode response = route.putObject("directResponse");
        response.put("status", 200);
        response.putObject("body").put("string", answer());
    }

    @Override
    public boolean isConfirmedBy(int status, String body) {
        return status == 200 && body.equals(answer());
    }
}
