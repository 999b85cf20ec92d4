package io.meshtrial.analytics.tally;

import com.google.protobuf.ByteString;
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
     * @param late events appended more than a minute after their request began; counted like others
     * @param propagated events whose identity header named another service; in no tally
     * @param newestStartMillis start of the newest event whose clock is believable
     * @param lastAppendMillis append time of the last record
     */
    record Partition(
            long counted,
            long poison,
            long duplicates,
            long overflowed,
            long late,
            long propagated,
            long newestStartMillis,
            long lastAppendMillis)
            implements Row {

        public static final Partition ZERO = new Partition(0, 0, 0, 0, 0, 0, 0, 0);

        public Partition plus(Partition other) {
            return new Partition(
                    counted + other.counted,
                    poison + other.poison,
                    duplicates + other.duplicates,
                    overflowed + other.overflowed,
                    late + other.late,
                    propagated + other.propagated,
                    Math.max(newestStartMillis, other.newestStartMillis),
                    Math.max(lastAppendMillis, other.lastAppendMillis));
        }
    }

    /** Numbers of one producer instance that a partition has seen. */
    record Instance(long distinct, long highest, long lastAppendMillis) implements Row {}

    /**
     * A page of seen foreign ids, as hashes of 128 bits.
     *
     * @param first how many foreign ids had been seen before this page
     * @param hashes two longs for each id, in the order of their coming
     */
    record ForeignPage(long first, List<Long> hashes) implements Row {
        public ForeignPage {
            hashes = List.copyOf(hashes);
        }
    }

    /** A page of seen numbers, one bit each. */
    record Page(List<Long> words) implements Row {

        public Page {
            words = List.copyOf(words);
        }
    }

    /** Sums over units. */
    record Users(UserTally tally) implements Row {}

    /**
     * Which units of an experiment a partition keeps.
     *
     * @param halvings of the threshold
     * @param units that are held
     */
    record Sample(int halvings, long units) implements Row {
        /** The share of the units that is kept. */
        double share() {
            return Math.scalb(1.0, -halvings);
        }
    }

    /**
     * States of units, as they were at a commit.
     *
     * @param metrics names of the metrics in each record, in their order
     * @param cells by the number that records give them
     * @param count of the records
     * @param records in the form of {@link UnitChunk}
     */
    record Units(List<String> metrics, List<UserCell> cells, int count, ByteString records) implements Row {
        public Units {
            metrics = List.copyOf(metrics);
            cells = List.copyOf(cells);
        }
    }
}
