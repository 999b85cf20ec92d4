package io.meshtrial.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Results with the raw tallies from which every number can be recomputed. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes an experiment's results with their raw tallies to standard output.")
final class ExportCommand extends Call {

    enum Kind {
        csv("text/csv"),
        ndjson("application/x-ndjson"),
        json("application/json");

        private final String type;

        Kind(String type) {
            this.type = type;
        }
    }

    @Parameters(index = "0", paramLabel = "EXPERIMENT")
    private String id = "";

    @Option(
            names = {"-k", "--kind"},
            paramLabel = "KIND",
            defaultValue = "csv",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Kind kind = Kind.csv;

    ExportCommand(Terminal terminal, Map<String, String> environment) {
        super(terminal, environment);
    }

    @Override
    ExitCode run() {
        Kind asked = asJson() ? Kind.json : kind;
        String query = asked == Kind.json ? "" : "?format=" + asked.name();
        terminal.out().print(service().text(results(id) + query, asked.type));
        terminal.out().flush();
        return ExitCode.DONE;
    }
}
