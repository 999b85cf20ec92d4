package io.meshtrial.localmesh.broker;

import io.meshtrial.localmesh.process.Program;
import java.util.Set;

/** {@code --port=N --controller-port=N --data=DIR}: runs the broker until told to end. */
public final class BrokerMain {

    private BrokerMain() {}

    public static void main(String[] arguments) {
        Program.run(
                "broker",
                arguments,
                Set.of("port", "controller-port", "data"),
                System.out,
                System.err,
                (options, closing) -> {
                    LocalBroker broker = LocalBroker.start(new BrokerSettings(
                            options.port("port"), options.port("controller-port"), options.path("data")));
                    closing.onExit(broker);
                    PlatformTopics.createMissing(broker.settings().bootstrapServers());
                    return broker.settings().bootstrapServers();
                });
    }
}
