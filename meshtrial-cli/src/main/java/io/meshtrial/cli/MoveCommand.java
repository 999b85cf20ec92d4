package io.meshtrial.cli;

import io.meshtrial.cli.Terminal.Ink;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The moves that a person makes by hand. */
@Command(
        name = "move",
        mixinStandardHelpOptions = true,
        description = "Makes a move: start, pause, resume, promote or stop.")
final class MoveCommand extends Call {

    enum Move {
        start,
        pause,
        resume,
        promote,
        stop
    }

    @Parameters(index = "0", paramLabel = "EXPERIMENT")
    private String id = "";

    @Parameters(index = "1", paramLabel = "MOVE", description = "${COMPLETION-CANDIDATES}")
    private Move move = Move.pause;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; goes into the history.")
    private @Nullable String reason;

    @Option(names = "--plan", paramLabel = "ID", description = "Only if the plan still is this one.")
    private @Nullable String plan;

    @Option(names = "--ack", paramLabel = "CODE", description = "A warning that is accepted; may be repeated.")
    private List<String> acknowledged = List.of();

    MoveCommand(Terminal terminal, Map<String, String> environment) {
        super(terminal, environment);
    }

    @Override
    ExitCode run() {
        ObjectNode body = JSON.createObjectNode();
        if (reason != null) {
            body.put("reason", reason);
        }
        if (plan != null) {
            body.put("planId", plan);
        }
        JsonNode answer =
                service().post(experiment(id) + "/" + move.name() + Acknowledged.query("?", acknowledged), body);
        if (asJson()) {
            print(answer);
        } else {
            terminal.line(terminal.ink(Ink.GOOD, "✓ ") + terminal.ink(Ink.BOLD, Terminal.safe(id)) + " is "
                    + StatusText.words(answer.path("status").path("state").asString("")));
        }
        return ExitCode.DONE;
    }
}
