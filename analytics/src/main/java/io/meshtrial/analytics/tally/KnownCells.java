package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.tally.TallyKey.HourKey;
import io.meshtrial.analytics.tally.TallyKey.MinuteKey;
import io.meshtrial.analytics.tally.TallyKey.SegmentKey;
import io.meshtrial.analytics.tally.TallyKey.SegmentKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Bounds what events can make grow: cells of an experiment, and segments of each kind. */
final class KnownCells {

    /** Cells of one experiment in one partition; forged identities could otherwise make any number. */
    static final int MAX_CELLS = 2_000;

    /** Segments of one kind in one experiment and partition; the rest is {@link #OTHER}. */
    static final int MAX_SEGMENTS = 32;

    /** Name of the segment that takes what the bound leaves out. */
    static final String OTHER = "(other)";

    private final Map<String, Set<Cell>> cells = new HashMap<>();
    private final Map<Kind, Set<String>> segments = new HashMap<>();

    /** Takes over what the store restored. */
    KnownCells(CommitStore store) {
        store.forEachRestored((key, row) -> {
            if (key instanceof MinuteKey(Cell cell, long minute)) {
                admit(cell);
            } else if (key instanceof HourKey(Cell cell, long hour)) {
                admit(cell);
            } else if (key instanceof SegmentKey(Cell cell, SegmentKind kind, String name)) {
                segment(cell, kind, name);
            }
        });
    }

    /** Whether the cell is known, or is now. */
    boolean admit(Cell cell) {
        Set<Cell> known = cells.computeIfAbsent(cell.stratum().experiment(), experiment -> new HashSet<>());
        return known.contains(cell) || known.size() < MAX_CELLS && known.add(cell);
    }

    SegmentKey segment(Cell cell, SegmentKind kind, String name) {
        Set<String> known =
                segments.computeIfAbsent(new Kind(cell.stratum().experiment(), kind), key -> new HashSet<>());
        boolean named = !name.isEmpty()
                && !name.equals(OTHER)
                && (known.contains(name) || known.size() < MAX_SEGMENTS && known.add(name));
        return new SegmentKey(cell, kind, named ? name : OTHER);
    }

    private record Kind(String experiment, SegmentKind kind) {}
}
