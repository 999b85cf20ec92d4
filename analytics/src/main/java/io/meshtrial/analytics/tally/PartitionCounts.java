package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.tally.Row.Partition;
import org.jspecify.annotations.Nullable;

/** {@link Partition} under way. */
final class PartitionCounts implements LiveRow {

    private Partition now;

    PartitionCounts(@Nullable Row start) {
        now = start instanceof Partition partition ? partition : Partition.ZERO;
    }

    void counted(Observation observation) {
        add(new Partition(1, 0, 0, 0, observation.isLate() ? 1 : 0, 0, observation.believableStartMillis(), 0));
    }

    void poison() {
        add(new Partition(0, 1, 0, 0, 0, 0, 0, 0));
    }

    void duplicate() {
        add(new Partition(0, 0, 1, 0, 0, 0, 0, 0));
    }

    void overflow() {
        add(new Partition(0, 0, 0, 1, 0, 0, 0, 0));
    }

    void propagated() {
        add(new Partition(0, 0, 0, 0, 0, 1, 0, 0));
    }

    void lastAppendMillis(long millis) {
        add(new Partition(0, 0, 0, 0, 0, 0, 0, millis));
    }

    private void add(Partition more) {
        now = now.plus(more);
    }

    @Override
    public Row toRow() {
        return now;
    }
}
