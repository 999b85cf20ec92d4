package io.meshtrial.routing.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.compile.RouteName;
import io.meshtrial.routing.diff.DiffLine.Change;
import io.meshtrial.routing.diff.DiffLine.Owner;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes two states of an object side by side: route by route first, then line by line where a route has changed. */
final class DiffWriter {

    private final String experiment;
    private final Notation notation;
    private final List<DiffLine> lines = new ArrayList<>();

    DiffWriter(String experiment, Notation notation) {
        this.experiment = experiment;
        this.notation = notation;
    }

    /** A route on each side where it has a place; on both where it is the same one or has moved. */
    private record Row(@Nullable JsonNode before, @Nullable JsonNode after, boolean moved) {}

    List<DiffLine> write(MeshObject before, MeshObject after) {
        same(notation.opening());
        aligned(
                notation.members(withoutRoutes(before)),
                notation.members(withoutRoutes(after)),
                Owner.FOREIGN,
                Change.SAME);
        same(List.of(notation.openList()));
        routes(rows(routes(before), routes(after)));
        same(notation.closing());
        return lines;
    }

    private static List<JsonNode> routes(MeshObject object) {
        List<JsonNode> routes = new ArrayList<>();
        object.http().forEach(routes::add);
        return routes;
    }

    private static ObjectNode withoutRoutes(MeshObject object) {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        object.spec().properties().stream()
                .filter(member -> !member.getKey().equals("http"))
                .forEach(member -> rest.set(member.getKey(), member.getValue()));
        return rest;
    }

    private List<Row> rows(List<JsonNode> before, List<JsonNode> after) {
        List<Row> rows = new ArrayList<>();
        List<JsonNode> gone = new ArrayList<>();
        for (Alignment.Pair pair : Alignment.of(before, after, this::sameRoute)) {
            JsonNode one = pair.before() < 0 ? null : before.get(pair.before());
            JsonNode other = pair.after() < 0 ? null : after.get(pair.after());
            rows.add(new Row(one, other, false));
            if (one != null && other == null) {
                gone.add(one);
            }
        }
        // What is gone from one place and has come at another has moved; a second copy that is gone has not.
        List<JsonNode> moved = new ArrayList<>();
        rows.replaceAll(row -> {
            if (row.before() != null || !gone.remove(row.after())) {
                return row;
            }
            moved.add(row.after());
            return new Row(row.after(), row.after(), true);
        });
        rows.removeIf(row -> row.after() == null && moved.remove(row.before()));
        return rows;
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

    private void routes(List<Row> rows) {
        int lastBefore = rows.size() - 1;
        int lastAfter = rows.size() - 1;
        while (lastBefore >= 0 && rows.get(lastBefore).before() == null) {
            lastBefore--;
        }
        while (lastAfter >= 0 && rows.get(lastAfter).after() == null) {
            lastAfter--;
        }
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            List<String> old = text(row.before(), i == lastBefore);
            List<String> fresh = text(row.after(), i == lastAfter);
            Owner owner = owner(Objects.requireNonNullElse(row.after(), row.before()));
            aligned(old, fresh, owner, row.moved() ? Change.MOVED : Change.SAME);
        }
    }

    private List<String> text(@Nullable JsonNode route, boolean last) {
        return route == null ? List.of() : notation.element(route, last);
    }

    private void same(List<String> text) {
        aligned(text, text, Owner.FOREIGN, Change.SAME);
    }

    /** @param kept what becomes of lines that both sides have */
    private void aligned(List<String> old, List<String> fresh, Owner owner, Change kept) {
        for (Alignment.Pair pair : Alignment.of(old, fresh, String::equals)) {
            Change change = pair.after() < 0 ? Change.REMOVED : pair.before() < 0 ? Change.ADDED : kept;
            lines.add(new DiffLine(change, owner, pair.after() < 0 ? old.get(pair.before()) : fresh.get(pair.after())));
        }
    }

    private Owner owner(JsonNode route) {
        return RouteName.parse(route.path("name").asText())
                        .filter(name -> name.experiment().equals(experiment))
                        .isPresent()
                ? Owner.OURS
                : Owner.FOREIGN;
    }
}
