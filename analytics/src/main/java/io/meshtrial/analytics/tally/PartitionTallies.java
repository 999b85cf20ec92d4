package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.tally.TallyKey.PartitionKey;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tallies of one partition: which rows an event changes. */
final class PartitionTallies {

    private static final PartitionKey PARTITION = new PartitionKey();
    private static final long HOUR_MILLIS = 3_600_000;

    private final CommitStore store;
    private final Measurements measurements;
    private final SeenEvents seen;
    private final KnownCells cells;
    private final PartitionUnits units;
    private final Map<Cell, CellRows> rows = new HashMap<>();
    private @Nullable Slot<PartitionCounts> counts;
    private long hour = Long.MIN_VALUE;

    PartitionTallies(CommitStore store, CommitStore unitStore, Measurements measurements, TallyBounds bounds) {
        this.store = store;
        this.measurements = measurements;
        cells = new KnownCells(store, measurements);
        seen = new SeenEvents(store);
        units = new PartitionUnits(store, unitStore, bounds.units());
    }

    /**
     * Tells when the broker appended the record that comes next. What is to be forgotten is forgotten at the first record
     * of an hour; to do so once more after a restart changes nothing.
     */
    void at(long appendMillis) {
        store.at(appendMillis);
        long now = Math.floorDiv(appendMillis, HOUR_MILLIS);
        if (now > hour) {
            hour = now;
            seen.expire(now * HOUR_MILLIS);
            Retention.rollUp(store, now, measurements);
        }
        counts().lastAppendMillis(appendMillis);
    }

    void addPoison() {
        counts().poison();
    }

    void add(EventIdentity identity, Observation observation) {
        if (!seen.add(identity, observation.appendMillis())) {
            counts().duplicate();
            return;
        }
        if (observation.isPropagated()) {
            counts().propagated();
            return;
        }
        Measurement measurement = measurements.of(observation.experiment());
        CellRows of = rows(observation.cell(), measurement);
        if (of == null) {
            counts().overflow();
            return;
        }
        long cap = measurement.capMicros();
        of.measuredBy(measurement);
        of.minute(observation.minute()).add(observation, cap, of.naming());
        if (!of.isPool()
                && !observation.bot()
                && !observation.variant().isEmpty()
                && measurement.isCompared(observation)) {
            of.browser(observation.browser()).add(observation, cap, of.naming());
            of.route(observation.route()).add(observation, cap, of.naming());
            units.add(observation, measurement, of);
        }
        counts().counted(observation);
    }

    /** The rows of a cell, or of its pool; null when there are as many cells as there may be. */
    private @Nullable CellRows rows(Cell cell, Measurement measurement) {
        CellRows known = rows.get(cell);
        if (known != null) {
            return known;
        }
        Cell place = cells.place(cell, measurement);
        return place == null ? null : rows.computeIfAbsent(place, admitted -> new CellRows(store, cells, admitted));
    }

    private PartitionCounts counts() {
        Slot<PartitionCounts> slot = counts;
        if (slot == null || !slot.isLive()) {
            slot = store.slot(PARTITION, PartitionCounts.class, PartitionCounts::new);
            counts = slot;
        }
        return slot.change();
    }
}
