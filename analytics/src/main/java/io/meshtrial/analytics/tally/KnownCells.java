package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.tally.TallyKey.HourKey;
import io.meshtrial.analytics.tally.TallyKey.MinuteKey;
import io.meshtrial.analytics.tally.TallyKey.SegmentKey;
import io.meshtrial.analytics.tally.TallyKey.SegmentKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what events can make grow: experiments, cells of an experiment, segments of each kind, and names of values. Whoever
 * invents names can fill only what is kept for the unproven, and never takes the place of what a definition vouches for.
 */
final class KnownCells {

    /** Cells of one experiment in one partition. */
    static final int MAX_CELLS = 2_000;

    /** Experiments without a definition in one partition. */
    static final int MAX_UNDEFINED = 100;

    /** Segments of one kind in one experiment and partition; the rest is {@link #OTHER}. */
    static final int MAX_SEGMENTS = 32;

    /** Name of the segment, value, token and experiment that takes what a bound leaves out. */
    static final String OTHER = "(other)";

    private final Measurements measurements;
    private final Map<String, ExperimentCells> cells = new HashMap<>();
    private final Set<String> undefined = new HashSet<>();
    private final Map<Kind, Set<String>> segments = new HashMap<>();
    private final Map<String, ValueNames> values = new HashMap<>();

    /** Takes over what the store restored. */
    KnownCells(CommitStore store, Measurements measurements) {
        this.measurements = measurements;
        store.forEachRestored((key, row) -> {
            if (key instanceof MinuteKey(Cell cell, long minute)) {
                restored(cell, row);
            } else if (key instanceof HourKey(Cell cell, long hour)) {
                restored(cell, row);
            } else if (key instanceof SegmentKey(Cell cell, SegmentKind kind, String name)) {
                segment(cell, kind, name, true);
            }
        });
    }

    private void restored(Cell cell, Row row) {
        String experiment = cell.stratum().experiment();
        Measurement measurement = measurements.of(experiment);
        if (!measurement.isDefined()) {
            undefined.add(experiment);
        }
        of(experiment).restored(cell, measurement);
        if (row instanceof Row.Sums(Tally tally)) {
            tally.values().keySet().forEach(values(experiment)::restored);
        }
    }

    /** Where an event of that cell is tallied: there, or pooled with others beyond a bound; null when in no tally. */
    @Nullable
    Cell place(Cell cell, Measurement measurement) {
        String experiment = cell.stratum().experiment();
        if (!measurement.isDefined() && !admitsUndefined(experiment)) {
            return pool(cell, OTHER);
        }
        return switch (of(experiment).admit(cell, measurement)) {
            case ADMITTED -> cell;
            case POOLED -> pool(cell, experiment);
            case LEFT_OUT -> null;
        };
    }

    private boolean admitsUndefined(String experiment) {
        if (undefined.contains(experiment)) {
            return true;
        }
        if (undefined.size() >= MAX_UNDEFINED) {
            undefined.removeIf(name -> measurements.of(name).isDefined());
        }
        return undefined.size() < MAX_UNDEFINED && undefined.add(experiment);
    }

    /** No definition knows the pool's token: whoever sorts tallies finds it forged. */
    private static Cell pool(Cell cell, String experiment) {
        return new Cell(cell.source(), new Stratum(experiment, 0, 0, 0), "", "", OTHER);
    }

    /** @param opens whether the event may bring a new name */
    SegmentKey segment(Cell cell, SegmentKind kind, String name, boolean opens) {
        Set<String> known =
                segments.computeIfAbsent(new Kind(cell.stratum().experiment(), kind), key -> new HashSet<>());
        boolean named = !name.isEmpty()
                && !name.equals(OTHER)
                && (known.contains(name) || opens && known.size() < MAX_SEGMENTS && known.add(name));
        return new SegmentKey(cell, kind, named ? name : OTHER);
    }

    /** Names of an experiment's values. */
    ValueNames values(String experiment) {
        return values.computeIfAbsent(experiment, none -> new ValueNames());
    }

    private ExperimentCells of(String experiment) {
        return cells.computeIfAbsent(experiment, none -> new ExperimentCells());
    }

    private record Kind(String experiment, SegmentKind kind) {}
}
