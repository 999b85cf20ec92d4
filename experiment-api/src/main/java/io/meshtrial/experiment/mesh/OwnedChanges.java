package io.meshtrial.experiment.mesh;

import io.meshtrial.experiment.definition.OwnedRouteChange;
import io.meshtrial.experiment.definition.OwnedRouteChange.Kind;
import io.meshtrial.routing.merge.Drift;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was done to an experiment's routes, as it is told. */
final class OwnedChanges {

    private OwnedChanges() {}

    /** @param routes names of the experiment's routes as published, for what concerns all of them */
    static List<OwnedRouteChange> of(Drift drift, List<String> routes) {
        List<OwnedRouteChange> changes = new ArrayList<>();
        add(changes, Kind.DELETED, drift.missing());
        add(changes, Kind.EDITED, drift.altered());
        add(changes, Kind.RENAMED, drift.renamed());
        add(changes, Kind.DUPLICATED, drift.duplicated());
        add(changes, Kind.UNEXPECTED, drift.unexpected());
        if (drift.reordered()) {
            add(changes, Kind.REORDERED, routes);
        }
        return changes;
    }

    private static void add(List<OwnedRouteChange> changes, Kind kind, List<String> routes) {
        routes.forEach(route -> changes.add(new OwnedRouteChange(kind, route)));
    }

    /** Such as "2 deleted, 1 renamed". */
    static String text(List<OwnedRouteChange> changes) {
        Map<Kind, Integer> counts = new LinkedHashMap<>();
        changes.forEach(change -> counts.merge(change.kind(), 1, Integer::sum));
        List<String> words = new ArrayList<>();
        counts.forEach((kind, count) -> words.add(count + " " + kind.name().toLowerCase(Locale.ROOT)));
        return String.join(", ", words);
    }

    /** One line for each, for the diff. */
    static List<String> lines(List<OwnedRouteChange> changes) {
        return changes.stream()
                .map(change -> sign(change.kind()) + " " + change.route() + " ("
                        + change.kind().name().toLowerCase(Locale.ROOT) + ")")
                .toList();
    }

    private static String sign(Kind kind) {
        return switch (kind) {
            case DELETED -> "-";
            case DUPLICATED, UNEXPECTED -> "+";
            case EDITED, RENAMED, REORDERED -> "~";
        };
    }
}
