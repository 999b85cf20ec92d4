package io.meshtrial.cli;

import io.meshtrial.cli.Terminal.Ink;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a stored experiment what a file says, and the mesh with it where it runs. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = "Creates or changes an experiment as a file says; applying twice changes nothing more.")
final class ApplyCommand extends Call {

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "Definition, YAML or JSON.")
    private Path file = Path.of("");

    @Option(names = "--start", description = "Starts it where it is a draft.")
    private boolean start;

    @Option(names = "--wait", description = "Waits until the verdict decides; the exit code says how.")
    private boolean wait;

    @Option(names = "--dry-run", description = "Has the service check everything and store nothing.")
    private boolean dryRun;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; goes into the history.")
    private @Nullable String reason;

    @Option(names = "--ack", paramLabel = "CODE", description = "A warning that is accepted; may be repeated.")
    private List<String> acknowledged = List.of();

    @Mixin
    private Waiting waiting = new Waiting();

    ApplyCommand(Terminal terminal, Map<String, String> environment) {
        super(terminal, environment);
    }

    @Override
    ExitCode run() {
        Definition definition = Definition.read(file);
        Optional<JsonNode> stored = service().find(experiment(definition.id()));
        JsonNode answer = stored.isEmpty() ? create(definition) : change(definition, stored.get());
        if (start && !dryRun && state(answer).equals("DRAFT")) {
            answer = service()
                    .post(experiment(definition.id()) + "/start" + Acknowledged.query("?", acknowledged), reason());
            said(definition.id(), "started");
        }
        if (asJson()) {
            print(answer);
        }
        return wait && !dryRun ? waiting.until(service(), terminal, definition.id()) : ExitCode.DONE;
    }

    private JsonNode create(Definition definition) {
        JsonNode answer = service().post("/api/v1/experiments" + (dryRun ? "?dryRun=All" : ""), definition.body());
        said(definition.id(), dryRun ? "would be created" : "created");
        return answer;
    }

    private JsonNode change(Definition definition, JsonNode stored) {
        JsonNode answer = stored;
        ObjectNode members = differing(definition.members(), stored.path("spec"));
        if (!members.isEmpty()) {
            answer = service()
                    .patch(experiment(definition.id()) + (dryRun ? "?dryRun=All" : ""), members, match(stored));
            said(definition.id(), "changed: " + String.join(", ", members.propertyNames()));
        }
        JsonNode rules = definition.body().path("rules");
        if (!rules.isMissingNode() && !rules.equals(stored.path("spec").path("rules"))) {
            answer = service()
                    .put(
                            experiment(definition.id()) + "/rules" + query(),
                            "application/json",
                            JSON.writeValueAsString(rules),
                            dryRun ? match(stored) : match(answer));
            said(
                    definition.id(),
                    "rules replaced, revision "
                            + answer.path("status").path("revision").asInt());
        }
        if (answer == stored) {
            said(definition.id(), "is as the file says");
        }
        return answer;
    }

    /** Only what the file says otherwise: a merge patch of equal members would be a change in the history. */
    private static ObjectNode differing(ObjectNode members, JsonNode spec) {
        ObjectNode differing = members.objectNode();
        members.properties().forEach(member -> {
            if (!covers(spec.path(member.getKey()), member.getValue())) {
                differing.set(member.getKey(), member.getValue());
            }
        });
        return differing;
    }

    /** Whether the stored value says all that the file's does; the service fills in more. */
    private static boolean covers(JsonNode stored, JsonNode asked) {
        if (asked.isObject() && stored.isObject()) {
            return asked.properties().stream().allMatch(one -> covers(stored.path(one.getKey()), one.getValue()));
        }
        if (asked.isArray() && stored.isArray() && asked.size() == stored.size()) {
            for (int i = 0; i < asked.size(); i++) {
                if (!covers(stored.path(i), asked.path(i))) {
                    return false;
                }
            }
            return true;
        }
        return asked.isNumber() && stored.isNumber()
                ? asked.decimalValue().compareTo(stored.decimalValue()) == 0
                : asked.equals(stored);
    }

    private String query() {
        StringBuilder query = new StringBuilder("?reason=").append(Service.segment(reason == null ? "" : reason));
        return query.append(Acknowledged.query("&", acknowledged))
                .append(dryRun ? "&dryRun=All" : "")
                .toString();
    }

    private ObjectNode reason() {
        return reason == null
                ? JSON.createObjectNode()
                : JSON.createObjectNode().put("reason", reason);
    }

    private static String match(JsonNode experiment) {
        return "\"" + experiment.path("status").path("version").asLong() + "\"";
    }

    private static String state(JsonNode experiment) {
        return experiment.path("status").path("state").asString("");
    }

    private void said(String id, String what) {
        if (!asJson()) {
            terminal.line(terminal.ink(Ink.GOOD, "✓ ") + terminal.ink(Ink.BOLD, id) + " " + Terminal.safe(what));
        }
    }
}
