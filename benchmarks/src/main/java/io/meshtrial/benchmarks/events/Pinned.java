package io.meshtrial.benchmarks.events;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Programs of this class path, each on cores of its own where the system has {@code taskset} and more than one core:
 * what is measured has the first, everything else the rest.
 */
final class Pinned {

    private static final String MEASURED = "0";

    private Pinned() {}

    /** Starts the program whose throughput is measured. */
    static Process measured(Path log, String heap, String main, List<String> arguments) throws IOException {
        return start(MEASURED, log, heap, main, arguments);
    }

    /** Starts a program that stands on another machine in production. */
    static Process elsewhere(Path log, String heap, String main, List<String> arguments) throws IOException {
        return start(rest(), log, heap, main, arguments);
    }

    /** Moves this process away from what is measured. */
    static void moveAway() throws IOException, InterruptedException {
        Optional<Path> tool = tool();
        if (tool.isPresent()) {
            Process moving = new ProcessBuilder(
                            tool.get().toString(),
                            "-acp",
                            rest(),
                            String.valueOf(ProcessHandle.current().pid()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            moving.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static Process start(String cores, Path log, String heap, String main, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        tool().ifPresent(tool -> command.addAll(List.of(tool.toString(), "-c", cores)));
        command.addAll(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx" + heap,
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static String rest() {
        return "1-" + (Runtime.getRuntime().availableProcessors() - 1);
    }

    private static Optional<Path> tool() {
        return Runtime.getRuntime().availableProcessors() < 2
                ? Optional.empty()
                : Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                        .map(directory -> Path.of(directory, "taskset"))
                        .filter(path -> path.toFile().canExecute())
                        .findFirst();
    }
}
