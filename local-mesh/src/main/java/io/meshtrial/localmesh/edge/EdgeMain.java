package io.meshtrial.localmesh.edge;

import io.meshtrial.localmesh.process.Program;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * {@code --port=N --metrics-port=N --gateway-port=80 --api=URL [--seed=N]}; the API's token comes in the environment
 * variable {@code MESHTRIAL_TOKEN}. With a seed every draw repeats; without one each start draws anew.
 */
public final class EdgeMain {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private EdgeMain() {}

    public static void main(String[] arguments) {
        Set<String> known = Set.of("port", "metrics-port", "gateway-port", "api", "seed");
        Program.run("edge", arguments, known, System.out, System.err, (options, closing) -> {
            SplittableRandom random = options.optional("seed") == null
                    ? new SplittableRandom()
                    : new SplittableRandom(options.number("seed", 0, Long.MIN_VALUE, Long.MAX_VALUE));
            Edge edge = Edge.start(new Edge.Settings(
                    options.port("port"),
                    options.port("metrics-port"),
                    (int) options.number("gateway-port", 80, 1, 65_535),
                    options.text("api"),
                    Program.environment("MESHTRIAL_TOKEN"),
                    random,
                    System::nanoTime,
                    PATIENCE));
            closing.onExit(edge);
            return "http://127.0.0.1:" + edge.port();
        });
    }
}
