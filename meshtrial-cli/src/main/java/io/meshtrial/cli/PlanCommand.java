package io.meshtrial.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What applying would change; nothing is written. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Shows what applying would change: routes, who gets what, findings. Writes nothing.")
final class PlanCommand extends Call {

    static final class Subject {
        @Option(
                names = {"-f", "--file"},
                required = true,
                paramLabel = "FILE",
                description = "Definition, YAML or JSON.")
        private @Nullable Path file;

        @Parameters(index = "0", paramLabel = "EXPERIMENT", description = "A stored experiment.")
        private @Nullable String id;
    }

    @ArgGroup(multiplicity = "1")
    private Subject subject = new Subject();

    @Option(names = "--rules", paramLabel = "TEXT", description = "With EXPERIMENT: rules to plan instead of its own.")
    private @Nullable String rules;

    @Option(names = "--ack", paramLabel = "CODE", description = "A warning that is accepted; may be repeated.")
    private List<String> acknowledged = List.of();

    @Option(names = "--diff", description = "Shows every line of the object, not only the changed ones.")
    private boolean whole;

    /** How the server writes the lines of a diff. */
    enum Notation {
        YAML,
        JSON
    }

    @Option(
            names = "--notation",
            paramLabel = "yaml|json",
            defaultValue = "yaml",
            description = "How the diff is written; yaml by default.")
    private Notation notation = Notation.YAML;

    PlanCommand(Terminal terminal, Map<String, String> environment) {
        super(terminal, environment);
    }

    @Override
    ExitCode run() {
        JsonNode plan = plan();
        if (asJson()) {
            print(plan);
        } else {
            new PlanText(terminal, whole).show(plan);
        }
        return plan.path("applicable").asBoolean(false) ? ExitCode.DONE : ExitCode.REFUSED;
    }

    private JsonNode plan() {
        ObjectNode body = JSON.createObjectNode();
        acknowledged.forEach(body.withArray("/ack")::add);
        if (subject.file != null) {
            Definition definition = Definition.read(subject.file);
            String stored = experiment(definition.id());
            if (service().find(stored).isEmpty()) {
                return service()
                        .post(
                                "/api/v1/plan" + query()
                                        + Acknowledged.query(query().isEmpty() ? "?" : "&", acknowledged),
                                definition.body());
            }
            if (definition.body().has("rules")) {
                body.set("rules", definition.body().path("rules"));
            }
            return service().post(stored + "/plan" + query(), body);
        }
        if (rules != null) {
            body.put("rules", rules);
        }
        return service().post(experiment(String.valueOf(subject.id)) + "/plan" + query(), body);
    }

    private String query() {
        return notation == Notation.JSON ? "?diff=JSON" : "";
    }
}
