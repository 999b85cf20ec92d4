package io.meshtrial.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How long to wait for the verdict, and how often to ask. */
final class Waiting {

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "1h",
            converter = Patience.class,
            description = "Longest wait, such as 90s, 40m or 2h (default: ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ofHours(1);

    @Option(
            names = "--every",
            paramLabel = "TIME",
            defaultValue = "2s",
            converter = Patience.class,
            description = "How often to look (default: ${DEFAULT-VALUE}).")
    private Duration every = Duration.ofSeconds(2);

    ExitCode until(Service service, Terminal terminal, String id) {
        return new VerdictWait(service, terminal, every, System::nanoTime).until(id, timeout);
    }
}
