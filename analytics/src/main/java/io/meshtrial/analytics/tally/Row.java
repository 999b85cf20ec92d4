package io.meshtrial.analytics.tally;

import java.util.List;

/** Value of one row of the compacted topic of tallies. */
public sealed interface Row {

    /** Sums of a minute or of a segment. */
    record Sums(Tally tally) implements Row {}

    /**
     * What a partition has seen as a whole.
     *
     * @param counted events that entered a tally, bots among them
     * @param poison records that were no event
     * @param duplicates events seen before
     * @param overflowed events of cells beyond the bound on their number; in no tally
     * @param newestStartMillis start of the newest event whose clock is believable
     * @param lastAppendMillis append time of the last record
     */
    record Partition(
            long counted, long poison, long duplicates, long overflowed, long newestStartMillis, long lastAppendMillis)
            implements Row {

        public static final Partition ZERO = new Partition(0, 0, 0, 0, 0, 0);

        public Partition plus(Partition other) {
            return new Partition(
                    counted + other.counted,
                    poison + other.poison,
                    duplicates + other.duplicates,
                    overflowed + other.overflowed,
                    Math.max(newestStartMillis, other.newestStartMillis),
                    Math.max(lastAppendMillis, other.lastAppendMillis));
        }
    }

    /** Numbers of one producer instance that a partition has seen. */
    record Instance(long distinct, long highest, long lastAppendMillis) implements Row {}

    /** A page of seen numbers, one bit each. */
    record Page(List<Long> words) implements Row {

        public Page {
            words = List.copyOf(words);
        }
    }
}
