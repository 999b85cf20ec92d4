package io.meshtrial.experiment.plan;

import io.meshtrial.experiment.plan.PlanView.Diff;
import io.meshtrial.experiment.plan.PlanView.Line;
import io.meshtrial.experiment.plan.PlanView.Owner;
import io.meshtrial.routing.diff.DiffLine;
import io.meshtrial.routing.diff.Notation;
import io.meshtrial.routing.diff.RouteDiff;
import io.meshtrial.routing.object.MeshObject;

/** The difference between two states of a VirtualService's spec in the contract's terms, as lines of text. */
final class DiffBuilder {

    private DiffBuilder() {}

    /** @param experiment whose routes are ours; other experiments' are foreign */
    static Diff between(MeshObject before, MeshObject after, String experiment, Notation notation) {
        RouteDiff diff = RouteDiff.of(before, after, experiment, notation);
        return new Diff(
                before.title(),
                (int) diff.count(DiffLine.Change.ADDED),
                (int) diff.count(DiffLine.Change.REMOVED),
                (int) diff.lines().stream()
                        .filter(line -> line.owner() == DiffLine.Owner.FOREIGN)
                        .count(),
                diff.lines().stream().map(DiffBuilder::line).toList());
    }

    private static Line line(DiffLine line) {
        PlanView.Change change = switch (line.change()) {
            case SAME -> PlanView.Change.SAME;
            case ADDED -> PlanView.Change.ADDED;
            case REMOVED -> PlanView.Change.REMOVED;
            case MOVED -> PlanView.Change.MOVED;
        };
        return new Line(change, line.owner() == DiffLine.Owner.OURS ? Owner.OURS : Owner.FOREIGN, line.text());
    }
}
