package io.meshtrial.routing.diff;

import io.meshtrial.routing.diff.DiffLine.Change;
import io.meshtrial.routing.object.MeshObject;
import java.util.List;

/**
 * One VirtualService before and after, line by line. Lines that are not added read as the object before, those that are
 * not removed as the object after; moved routes stand where they are afterwards.
 */
public record RouteDiff(List<DiffLine> lines) {

    public RouteDiff {
        lines = List.copyOf(lines);
    }

    /** @param experiment whose routes are marked as ours */
    public static RouteDiff of(MeshObject before, MeshObject after, String experiment, Notation notation) {
        return new RouteDiff(new DiffWriter(experiment, notation).write(before, after));
    }

    public long count(Change change) {
        return lines.stream().filter(line -> line.change() == change).count();
    }
}
