package io.meshtrial.cli;

import io.meshtrial.cli.Table.Cell;
import io.meshtrial.cli.Terminal.Ink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Ends every experiment and takes out what none accounts for, so that nothing of Meshtrial is left in the mesh. */
@Command(
        name = "uninstall",
        mixinStandardHelpOptions = true,
        description =
                "Ends every experiment and shows that nothing of it is left in the mesh; ends with 1 where something is.")
final class UninstallCommand extends Call {

    private static final Duration LOOK = Duration.ofMillis(250);

    private record Ended(String id, String object, String operation) {}

    @Option(names = "--dry-run", description = "Shows what would be ended and ends nothing.")
    private boolean dryRun;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "2m",
            converter = Patience.class,
            description = "How long the mesh may take (default: ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ofMinutes(2);

    UninstallCommand(Terminal terminal, Map<String, String> environment) {
        super(terminal, environment);
    }

    @Override
    ExitCode run() {
        List<Ended> ended = new ArrayList<>();
        for (JsonNode one : experiments()) {
            if (canStop(one)) {
                ended.add(stop(one));
            }
        }
        Table table = new Table().head("experiment", "object", "");
        for (Ended one : ended) {
            boolean gone = dryRun || isGone(one);
            table.row(
                    Cell.of(one.id(), Ink.BOLD),
                    Cell.of(one.object()),
                    gone
                            ? Cell.of(dryRun ? "· would be ended" : "✓ is ended", Ink.GOOD)
                            : Cell.of("✗ not published: see " + one.operation(), Ink.HARM));
        }
        boolean orphaned = removeOrphans(table) | removeSubsets(table, ended);
        if (!ended.isEmpty() || orphaned) {
            print(table);
        }
        return dryRun ? ExitCode.DONE : confirmed();
    }

    /** What the mesh has now decides, whatever was answered before. */
    private ExitCode confirmed() {
        long end = System.nanoTime() + timeout.toNanos();
        JsonNode left = service().get("/api/v1/orphans/traces");
        while (!left.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK.toNanos());
            left = service().get("/api/v1/orphans/traces");
        }
        if (left.isArray() && left.isEmpty()) {
            terminal.line(terminal.ink(Ink.GOOD, "✓ ")
                    + "Nothing of Meshtrial is left in VirtualServices and DestinationRules.");
            return ExitCode.DONE;
        }
        Table table = new Table().head("object", "what is left");
        for (JsonNode one : left) {
            table.row(
                    Cell.of(
                            one.path("kind").asString("") + " "
                                    + one.path("namespace").asString("") + "/"
                                    + one.path("name").asString(""),
                            Ink.BOLD),
                    Cell.of(
                            one.path("traces")
                                    .valueStream()
                                    .map(trace -> trace.asString(""))
                                    .collect(Collectors.joining(", ")),
                            Ink.HARM));
        }
        terminal.line(terminal.ink(Ink.HARM, "✗ ") + "The mesh still has something of Meshtrial's:");
        print(table);
        return ExitCode.REFUSED;
    }

    /** Routes that no experiment in the store accounts for: the store was lost, or a removal was cut short. */
    private boolean removeOrphans(Table table) {
        boolean any = false;
        for (JsonNode orphan : service().get("/api/v1/orphans")) {
            String id = orphan.path("experiment").asString();
            if (!dryRun) {
                service().delete("/api/v1/orphans/" + Service.segment(id));
            }
            table.row(
                    Cell.of(id, Ink.BOLD),
                    Cell.of("VirtualService " + orphan.path("namespace").asString("") + "/"
                            + orphan.path("virtualService").asString("")),
                    Cell.of(
                            dryRun ? "· orphaned routes, would be removed" : "✓ orphaned routes were removed",
                            Ink.GOOD));
            any = true;
        }
        return any;
    }

    /** Subsets with the mark of an experiment that has nothing else left: the mark says that they were added for it. */
    private boolean removeSubsets(Table table, List<Ended> ended) {
        Set<String> done = ended.stream().map(Ended::id).collect(Collectors.toSet());
        for (JsonNode orphan : service().get("/api/v1/orphans")) {
            done.add(orphan.path("experiment").asString());
        }
        boolean any = false;
        for (JsonNode trace : service().get("/api/v1/orphans/traces")) {
            for (JsonNode marked : trace.path("marked")) {
                String id = marked.asString("");
                if (done.add(id)) {
                    if (!dryRun) {
                        service().delete("/api/v1/orphans/" + Service.segment(id));
                    }
                    table.row(
                            Cell.of(id, Ink.BOLD),
                            Cell.of(trace.path("kind").asString("") + " "
                                    + trace.path("namespace").asString("") + "/"
                                    + trace.path("name").asString("")),
                            Cell.of(
                                    dryRun ? "· orphaned subsets, would be removed" : "✓ orphaned subsets were removed",
                                    Ink.GOOD));
                    any = true;
                }
            }
        }
        return any;
    }

    private List<JsonNode> experiments() {
        List<JsonNode> found = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = service()
                    .get("/api/v1/experiments?limit=200"
                            + (cursor.isEmpty() ? "" : "&cursor=" + Service.segment(cursor)));
            page.path("items").forEach(found::add);
            cursor = page.path("nextCursor").asString("");
        } while (!cursor.isEmpty());
        return found;
    }

    private static boolean canStop(JsonNode experiment) {
        for (JsonNode move : experiment.path("status").path("moves")) {
            if (move.asString("").equals("stop")) {
                return true;
            }
        }
        return false;
    }

    private Ended stop(JsonNode experiment) {
        String id = experiment.path("id").asString();
        JsonNode spec = experiment.path("spec");
        String object = "VirtualService " + spec.path("namespace").asString("") + "/"
                + spec.path("virtualService").asString("");
        if (dryRun) {
            return new Ended(id, object, "");
        }
        ObjectNode body = JSON.createObjectNode().put("reason", "uninstall");
        JsonNode answer = service().post(experiment(id) + "/stop", body);
        String operation =
                answer.path("status").path("publication").path("operation").asString("");
        return new Ended(id, object, operation);
    }

    /** The publication that takes the routes away has succeeded: what the mesh has is what was asked. */
    private boolean isGone(Ended one) {
        long end = System.nanoTime() + timeout.toNanos();
        while (System.nanoTime() < end) {
            JsonNode status = service().get(experiment(one.id())).path("status");
            JsonNode publication = status.path("publication");
            if (publication.path("revision").asInt() == status.path("revision").asInt()
                    && publication.path("state").asString("").equals("SUCCEEDED")) {
                return true;
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return false;
    }
}
