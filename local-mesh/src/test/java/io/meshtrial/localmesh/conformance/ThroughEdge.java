package io.meshtrial.localmesh.conformance;

import io.meshtrial.routing.conformance.Main;
import java.util.List;

/** {@code ./conformance routing --through-edge FILE…} */
public final class ThroughEdge {

    private static final long SEED = 20_261_122;
    private static final int DRAWS = 200;

    private ThroughEdge() {}

    public static void main(String[] arguments) throws Exception {
        int status;
        try (RecordedMesh mesh = new RecordedMesh(SEED)) {
            status = Main.run(List.of(arguments), new EdgeCheck(mesh, DRAWS), System.out, System.err);
        }
        System.exit(status);
    }
}
