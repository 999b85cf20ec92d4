package io.meshtrial.cli;

import io.meshtrial.cli.Terminal.Ink;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Gives everyone back to the base routes. Needs neither a plan nor an approval. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = "Removes the experiment's routes at once and marks the treatment bad.")
final class RollbackCommand extends Call {

    @Parameters(index = "0", paramLabel = "EXPERIMENT")
    private String id = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; goes into the history.")
    private @Nullable String reason;

    RollbackCommand(Terminal terminal, Map<String, String> environment) {
        super(terminal, environment);
    }

    @Override
    ExitCode run() {
        ObjectNode body = JSON.createObjectNode();
        if (reason != null) {
            body.put("reason", reason);
        }
        JsonNode answer = service().post(experiment(id) + "/rollback", body);
        if (asJson()) {
            print(answer);
        } else {
            terminal.line(terminal.ink(Ink.GOOD, "✓ ") + terminal.ink(Ink.BOLD, Terminal.safe(id))
                    + " is rolled back: its routes are being removed");
        }
        return ExitCode.DONE;
    }
}
