package io.meshtrial.routing.diff;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.compile.RouteName;
import io.meshtrial.routing.diff.DiffLine.Change;
import io.meshtrial.routing.diff.DiffLine.Owner;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The routes of one object before and after, line by line. */
public record RouteDiff(List<DiffLine> lines) {

    public RouteDiff {
        lines = List.copyOf(lines);
    }

    public static RouteDiff of(MeshObject before, MeshObject after, String experiment, Notation notation) {
        return new RouteDiff(new Writer(routes(before), routes(after), experiment, notation).write());
    }

    public long count(Change change) {
        return lines.stream().filter(line -> line.change() == change).count();
    }

    private static List<JsonNode> routes(MeshObject object) {
        List<JsonNode> routes = new ArrayList<>();
        object.http().forEach(routes::add);
        return routes;
    }

    private static final class Writer {

        private final List<JsonNode> before;
        private final List<JsonNode> after;
        private final String experiment;
        private final Notation notation;
        private final List<DiffLine> lines = new ArrayList<>();

        Writer(List<JsonNode> before, List<JsonNode> after, String experiment, Notation notation) {
            this.before = before;
            this.after = after;
            this.experiment = experiment;
            this.notation = notation;
        }

        List<DiffLine> write() {
            lines.add(new DiffLine(Change.SAME, Owner.FOREIGN, notation == Notation.YAML ? "spec:" : "{\"spec\": {"));
            lines.add(
                    new DiffLine(Change.SAME, Owner.FOREIGN, notation == Notation.YAML ? "  http:" : "  \"http\": ["));
            Set<JsonNode> gone = new HashSet<>(before);
            Set<JsonNode> come = new HashSet<>(after);
            for (Alignment.Pair pair : Alignment.of(before, after, this::sameRoute)) {
                if (pair.before() >= 0 && pair.after() >= 0) {
                    changed(before.get(pair.before()), after.get(pair.after()));
                } else if (pair.after() >= 0) {
                    JsonNode route = after.get(pair.after());
                    element(gone.contains(route) ? Change.MOVED : Change.ADDED, route);
                } else if (!come.contains(before.get(pair.before()))) {
                    element(Change.REMOVED, before.get(pair.before()));
                }
            }
            if (notation == Notation.JSON) {
                lines.add(new DiffLine(Change.SAME, Owner.FOREIGN, "  ]"));
                lines.add(new DiffLine(Change.SAME, Owner.FOREIGN, "}}"));
            }
            return lines;
        }

        /** An owned route of another revision is the same route, changed. */
        private boolean sameRoute(JsonNode one, JsonNode other) {
            return one.equals(other) || (owner(one) == Owner.OURS && Objects.equals(place(one), place(other)));
        }

        private static List<Object> place(JsonNode route) {
            return RouteName.parse(route.path("name").asText())
                    .map(name -> List.<Object>of(name.experiment(), name.rule(), name.base(), name.role()))
                    .orElse(List.of());
        }

        private void changed(JsonNode one, JsonNode other) {
            if (one.equals(other)) {
                element(Change.SAME, one);
                return;
            }
            List<String> old = text(one);
            List<String> fresh = text(other);
            for (Alignment.Pair pair : Alignment.of(old, fresh, String::equals)) {
                Change change = pair.after() < 0 ? Change.REMOVED : pair.before() < 0 ? Change.ADDED : Change.SAME;
                String text = pair.after() < 0 ? old.get(pair.before()) : fresh.get(pair.after());
                lines.add(new DiffLine(change, owner(other), text));
            }
        }

        private void element(Change change, JsonNode route) {
            text(route).forEach(line -> lines.add(new DiffLine(change, owner(route), line)));
        }

        private List<String> text(JsonNode route) {
            return notation.elements(route, notation == Notation.YAML ? "  " : "    ");
        }

        private Owner owner(JsonNode route) {
            return RouteName.parse(route.path("name").asText())
                            .filter(name -> name.experiment().equals(experiment))
                            .isPresent()
                    ? Owner.OURS
                    : Owner.FOREIGN;
        }
    }
}
