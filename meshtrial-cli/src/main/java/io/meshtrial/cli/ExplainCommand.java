package io.meshtrial.cli;

import io.meshtrial.cli.Table.Cell;
import io.meshtrial.cli.Terminal.Ink;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where a request goes and why, by the complete live table. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Says where a request goes and why each earlier route did not match.")
final class ExplainCommand extends Call {

    @Parameters(index = "0", paramLabel = "EXPERIMENT")
    private String id = "";

    @Option(names = "--curl", paramLabel = "LINE", description = "A curl command, as copied from a browser.")
    private @Nullable String curl;

    @Option(
            names = "--path",
            paramLabel = "PATH",
            defaultValue = "/",
            description = "Path (default: ${DEFAULT-VALUE}).")
    private String path = "/";

    @Option(names = "--method", paramLabel = "METHOD", defaultValue = "GET")
    private String method = "GET";

    @Option(names = "--host", paramLabel = "HOST")
    private @Nullable String host;

    @Option(
            names = {"-H", "--header"},
            paramLabel = "NAME=VALUE",
            description = "A header of the request; may be repeated.")
    private Map<String, String> headers = Map.of();

    ExplainCommand(Terminal terminal, Map<String, String> environment) {
        super(terminal, environment);
    }

    @Override
    ExitCode run() {
        JsonNode answer = service().post(experiment(id) + "/explain", request());
        if (asJson()) {
            print(answer);
            return ExitCode.DONE;
        }
        JsonNode decided = answer.path("decidedBy");
        terminal.line(terminal.ink(Ink.BOLD, PlanText.shares(answer.path("shares"))) + "  "
                + terminal.ink(Ink.DIM, decided.path("text").asString("")));
        terminal.line(Terminal.safe(answer.path("reason").asString("")));
        new OutcomeText(terminal).show(answer);
        if (!answer.path("skipped").isEmpty()) {
            Table table = new Table().head("route", "of", "field", "expected", "was");
            for (JsonNode skipped : answer.path("skipped")) {
                table.row(
                        Cell.of(skipped.path("route").asString()),
                        Cell.of(skipped.path("owner").asString().toLowerCase(java.util.Locale.ROOT), Ink.DIM),
                        Cell.of(skipped.path("field").asString("")),
                        Cell.of(skipped.path("expected").asString("")),
                        Cell.of(skipped.path("actual").asString("")));
            }
            terminal.line("");
            print(table);
        }
        return ExitCode.DONE;
    }

    private ObjectNode request() {
        ObjectNode body = JSON.createObjectNode();
        if (curl != null) {
            return body.put("curl", curl);
        }
        body.put("method", method).put("path", path);
        if (host != null) {
            body.put("host", host);
        }
        ObjectNode map = body.putObject("headers");
        headers.forEach(map::put);
        return body;
    }
}
