package io.meshtrial.cli;

import io.meshtrial.cli.Table.Cell;
import io.meshtrial.cli.Terminal.Ink;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Asks every witness again whether the mesh does what was published. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Asks the witnesses whether the mesh does what was asked; the exit code says what they answered.")
final class VerifyCommand extends Call {

    private static final Duration LOOK = Duration.ofMillis(500);

    @Parameters(index = "0", paramLabel = "EXPERIMENT")
    private String id = "";

    @Option(names = "--row", paramLabel = "NAME", description = "Only this check; may be repeated.")
    private List<String> rows = List.of();

    @Option(names = "--last", description = "Shows what was found last instead of asking again.")
    private boolean last;

    VerifyCommand(Terminal terminal, Map<String, String> environment) {
        super(terminal, environment);
    }

    @Override
    ExitCode run() {
        String address = experiment(id) + "/verifications";
        String query = rows.isEmpty()
                ? ""
                : "?"
                        + String.join(
                                "&",
                                rows.stream()
                                        .map(row -> "row=" + Service.segment(row))
                                        .toList());
        JsonNode answer = last ? service().get(address) : service().post(address + query, JSON.createObjectNode());
        while (answer.path("running").asBoolean(false)) {
            LockSupport.parkNanos(LOOK.toNanos());
            answer = service().get(address);
        }
        if (asJson()) {
            print(answer);
        } else {
            show(answer);
        }
        return rows.isEmpty() ? code(answer.path("summary")) : code(answer, rows);
    }

    private void show(JsonNode answer) {
        terminal.line(terminal.ink(
                Ink.BOLD, Terminal.safe(answer.path("summary").path("sentence").asString(""))));
        Table table = new Table().head("", "check", "evidence");
        for (JsonNode row : answer.path("rows")) {
            table.row(
                    verdict(row),
                    Cell.of(row.path("title").asString("")),
                    Cell.of(row.path("sentence").asString(""), Ink.DIM));
        }
        terminal.line("");
        print(table);
    }

    private static Cell verdict(JsonNode row) {
        return switch (row.path("verdict").asString("")) {
            case "AGREES" -> Cell.of("✓ Agrees", Ink.GOOD);
            case "DIFFERS" -> Cell.of("✗ Differs", Ink.HARM);
            case "TOO_EARLY" -> Cell.of("◔ Too early", Ink.WARN);
            default ->
                row.path("configured").asBoolean(true)
                        ? Cell.of("? Unknown", Ink.WARN)
                        : Cell.of("– Not configured", Ink.DIM);
        };
    }

    /** Those that were asked for by name, and no other: whoever names a witness counts on it, so it must be set up. */
    private static ExitCode code(JsonNode answer, List<String> rows) {
        ExitCode code = ExitCode.DONE;
        for (String name : rows) {
            String verdict = answer.path("rows")
                    .valueStream()
                    .filter(row -> row.path("row").asString("").equals(name))
                    .findFirst()
                    .map(row -> row.path("verdict").asString(""))
                    .orElse("");
            if (verdict.equals("DIFFERS")) {
                return ExitCode.DIFFERS;
            }
            code = verdict.equals("AGREES") ? code : ExitCode.UNKNOWN;
        }
        return code;
    }

    /** A witness that is not configured is no witness; one that could not tell is never a pass. */
    private static ExitCode code(JsonNode summary) {
        if (summary.path("differs").asInt() > 0) {
            return ExitCode.DIFFERS;
        }
        boolean open =
                summary.path("unknown").asInt() + summary.path("tooEarly").asInt() > 0;
        return open || summary.path("agrees").asInt() == 0 ? ExitCode.UNKNOWN : ExitCode.DONE;
    }
}
