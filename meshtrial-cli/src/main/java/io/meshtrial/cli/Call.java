package io.meshtrial.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every command has: a connection, and its answer as text or as the service's own JSON. */
abstract class Call implements Callable<Integer> {

    enum Format {
        text,
        json
    }

    static final JsonMapper JSON = JsonMapper.builder().build();

    @Mixin
    private Connection connection = new Connection();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, or json: the service's own answer (default: ${DEFAULT-VALUE}).")
    private Format format = Format.text;

    final Terminal terminal;
    private final Map<String, String> environment;

    private @Nullable Service service;

    Call(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    abstract ExitCode run();

    @Override
    public final Integer call() {
        return run().number();
    }

    Service service() {
        Service open = service == null ? connection.open(environment) : service;
        service = open;
        return open;
    }

    boolean asJson() {
        return format == Format.json;
    }

    void print(JsonNode answer) {
        terminal.line(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer));
    }

    void print(Table table) {
        table.lines(terminal).forEach(terminal::line);
    }

    static String experiment(String id) {
        return "/api/v1/experiments/" + Service.segment(id);
    }

    static String results(String id) {
        return "/api/v1/results/" + Service.segment(id);
    }
}
