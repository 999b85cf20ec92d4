package io.meshtrial.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Waits for a verdict, for pipelines. */
@Command(
        name = "wait",
        mixinStandardHelpOptions = true,
        description = "Waits until the verdict decides; the exit code says how.")
final class WaitCommand extends Call {

    @Parameters(index = "0", paramLabel = "EXPERIMENT")
    private String id = "";

    @Mixin
    private Waiting waiting = new Waiting();

    WaitCommand(Terminal terminal, Map<String, String> environment) {
        super(terminal, environment);
    }

    @Override
    ExitCode run() {
        return waiting.until(service(), terminal, id);
    }
}
