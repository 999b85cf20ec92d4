package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.tally.Row.Partition;
import org.jspecify.annotations.Nullable;

/** {@link Partition} under way. */
final class PartitionCounts implements LiveRow {

    private final Partition start;
    private long counted;
    private long poison;
    private long duplicates;
    private long overflowed;
    private long late;
    private long propagated;
    private long newestStartMillis;
    private long lastAppendMillis;

    PartitionCounts(@Nullable Row start) {
        this.start = start instanceof Partition partition ? partition : Partition.ZERO;
    }

    void counted(Observation observation) {
        counted++;
        late += observation.isLate() ? 1 : 0;
        newestStartMillis = Math.max(newestStartMillis, observation.believableStartMillis());
    }

    void poison() {
        poison++;
    }

    void duplicate() {
        duplicates++;
    }

    void overflow() {
        overflowed++;
    }

    void propagated() {
        propagated++;
    }

    void lastAppendMillis(long millis) {
        lastAppendMillis = Math.max(lastAppendMillis, millis);
    }

    @Override
    public Row toRow() {
        return start.plus(new Partition(
                counted, poison, duplicates, overflowed, late, propagated, newestStartMillis, lastAppendMillis));
    }
}
