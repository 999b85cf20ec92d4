package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.comparison.Traffic;
import io.meshtrial.analytics.comparison.TrafficSorter;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.tally.Cell;
import io.meshtrial.analytics.tally.ExperimentTallies;
import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.analytics.tally.TallyKey.SegmentKey;
import io.meshtrial.analytics.tally.TallyKey.SegmentKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one segment brought, sorted as the whole is. */
record Segment(SegmentKind kind, String name, Traffic traffic) {

    /** By kind, then by name. */
    static List<Segment> of(Experiment experiment, ExperimentTallies tallies) {
        Map<SegmentKind, Map<String, Map<Cell, Tally>>> cells = new TreeMap<>();
        for (Map.Entry<SegmentKey, Tally> entry : tallies.segments().entrySet()) {
            SegmentKey key = entry.getKey();
            cells.computeIfAbsent(key.kind(), none -> new TreeMap<>())
                    .computeIfAbsent(key.name(), none -> new HashMap<>())
                    .put(key.cell(), entry.getValue());
        }
        List<Segment> segments = new ArrayList<>();
        cells.forEach((kind, byName) -> byName.forEach(
                (name, totals) -> segments.add(new Segment(kind, name, TrafficSorter.sortTotals(experiment, totals)))));
        return segments;
    }
}
