package io.meshtrial.localmesh.apiserver;

import io.meshtrial.localmesh.process.Program;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;

/** {@code --port=N --data=FILE}; the bearer token comes in the environment variable {@code MESHTRIAL_TOKEN}. */
public final class ApiServerMain {

    private ApiServerMain() {}

    public static void main(String[] arguments) {
        Program.run("api-server", arguments, Set.of("port", "data"), System.out, System.err, (options, closing) -> {
            String token = Program.environment("MESHTRIAL_TOKEN");
            ApiServer server = ApiServer.start(new ApiServer.Settings(
                    options.port("port"),
                    options.path("data"),
                    token,
                    Clock.systemUTC(),
                    () -> UUID.randomUUID().toString()));
            closing.onExit(server);
            return server.url();
        });
    }
}
