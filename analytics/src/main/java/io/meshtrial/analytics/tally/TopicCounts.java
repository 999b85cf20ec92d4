package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.tally.Row.Partition;

/**
 * What the whole topic of events has brought.
 *
 * @param seen sums over partitions
 * @param produced numbers that producers have given out, up to the highest seen of each instance
 * @param distinct of these, the numbers that were seen
 */
public record TopicCounts(Partition seen, long produced, long distinct) {

    public static final TopicCounts NONE = new TopicCounts(Partition.ZERO, 0, 0);

    /** Numbers missing in the producers' sequences: dropped, lost or still under way. */
    public long lost() {
        return produced - distinct;
    }
}
