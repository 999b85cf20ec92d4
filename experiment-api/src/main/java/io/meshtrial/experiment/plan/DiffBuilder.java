package io.meshtrial.experiment.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.experiment.plan.PlanView.Change;
import io.meshtrial.experiment.plan.PlanView.Diff;
import io.meshtrial.experiment.plan.PlanView.Line;
import io.meshtrial.experiment.plan.PlanView.Owner;
import io.meshtrial.routing.compile.RouteName;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.List;

/** The difference between two states of a VirtualService's spec, as lines of YAML with their owners. */
final class DiffBuilder {

    private DiffBuilder() {}

    static Diff between(MeshObject before, MeshObject after) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(Change.SAME, Owner.FOREIGN, "spec:"));
        ObjectNode rest = before.spec().deepCopy();
        rest.remove("http");
        YamlLines.of(rest, 2).forEach(text -> lines.add(new Line(Change.SAME, Owner.FOREIGN, text)));
        lines.add(new Line(Change.SAME, Owner.FOREIGN, "  http:"));
        for (LongestCommon.Step<Text> step : LongestCommon.steps(texts(before), texts(after))) {
            Change change = switch (step.side()) {
                case BOTH -> Change.SAME;
                case LEFT -> Change.REMOVED;
                case RIGHT -> Change.ADDED;
            };
            lines.add(new Line(change, step.item().owner(), step.item().line()));
        }
        return new Diff(
                before.title(),
                count(lines, Change.ADDED),
                count(lines, Change.REMOVED),
                (int) lines.stream()
                        .filter(line -> line.owner() == Owner.FOREIGN)
                        .count(),
                lines);
    }

    private record Text(Owner owner, String line) {}

    private static List<Text> texts(MeshObject object) {
        List<Text> texts = new ArrayList<>();
        for (JsonNode route : object.http()) {
            Owner owner = RouteName.isOwned(route.path("name").asText("")) ? Owner.OURS : Owner.FOREIGN;
            var wrapped = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                    .arrayNode()
                    .add(route);
            YamlLines.of(wrapped, 2).forEach(line -> texts.add(new Text(owner, line)));
        }
        return texts;
    }

    private static int count(List<Line> lines, Change change) {
        return (int) lines.stream().filter(line -> line.change() == change).count();
    }
}
