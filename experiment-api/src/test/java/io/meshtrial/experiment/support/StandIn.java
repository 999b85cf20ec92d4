package io.meshtrial.experiment.support;

import io.meshtrial.localmesh.apiserver.ApiServer;
import io.meshtrial.localmesh.apiserver.Authorizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;

/** The local stand-in for the Kubernetes API, on a free port, with an empty store. */
public final class StandIn implements AutoCloseable {

    public static final String TOKEN = "stand-in-token-for-tests";

    private final ApiServer server;

    private StandIn(ApiServer server) {
        this.server = server;
    }

    public static StandIn start() {
        return start(Authorizer.EVERYTHING);
    }

    public static StandIn start(Authorizer authorizer) {
        try {
            Path file = Files.createTempDirectory(Path.of("target"), "stand-in").resolve("objects");
            return new StandIn(ApiServer.start(new ApiServer.Settings(
                    0, file, TOKEN, Clock.systemUTC(), () -> UUID.randomUUID().toString(), authorizer)));
        } catch (Exception failed) {
            throw new IllegalStateException("the stand-in does not start", failed);
        }
    }

    public String url() {
        return server.url();
    }

    @Override
    public void close() throws Exception {
        server.close();
    }
}
