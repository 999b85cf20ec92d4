package io.meshtrial.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** All experiments, or one of them; once, or again and again. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows all experiments, or one with its guardrails; --watch goes on showing.")
final class StatusCommand extends Call {

    @Parameters(index = "0", arity = "0..1", paramLabel = "EXPERIMENT")
    private @Nullable String id;

    @Option(
            names = {"-w", "--watch"},
            description = "Shows again until Ctrl-C.")
    private boolean watch;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            defaultValue = "1s",
            converter = Patience.class,
            description = "With --watch: how often (default: ${DEFAULT-VALUE}).")
    private Duration every = Duration.ofSeconds(1);

    private int pictures;

    StatusCommand(Terminal terminal, Map<String, String> environment) {
        super(terminal, environment);
    }

    @Override
    ExitCode run() {
        if (watch) {
            new Watch(terminal, every).over(this::answer, this::show);
        } else {
            show(answer());
        }
        return ExitCode.DONE;
    }

    private JsonNode answer() {
        return service().get(id == null ? "/api/v1/results" : results(id));
    }

    private void show(JsonNode answer) {
        if (asJson()) {
            terminal.line(watch ? JSON.writeValueAsString(answer) : pretty(answer));
            return;
        }
        Window window = Window.of(terminal);
        StatusText text = new StatusText(terminal, window);
        List<String> lines = id == null ? text.list(answer) : text.one(answer);
        if (watch && terminal.interactive()) {
            new Watch(terminal, every).draw(window.fitting(lines), pictures++ == 0);
        } else {
            lines.forEach(terminal::line);
        }
    }

    private static String pretty(JsonNode answer) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer);
    }
}
