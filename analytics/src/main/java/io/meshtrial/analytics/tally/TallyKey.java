package io.meshtrial.analytics.tally;

/** Key of one row of the compacted topic of tallies; every partition writes its own partial under it. */
public sealed interface TallyKey {

    /** One minute of a cell; {@code minute} counts from 1970-01-01T00:00:00Z. */
    record MinuteKey(Cell cell, long minute) implements TallyKey {}

    /** A cell's share of one segment, over all time. */
    record SegmentKey(Cell cell, SegmentKind kind, String name) implements TallyKey {}

    /** What a partition has seen as a whole. */
    record PartitionKey() implements TallyKey {}

    /** What a partition has seen of one producer instance. */
    record InstanceKey(String instance) implements TallyKey {}

    /** Which of {@link SequencePage#SIZE} consecutive numbers of a producer instance a partition has seen. */
    record SequencePageKey(String instance, long page) implements TallyKey {}

    /** By what a request is put into segments: only what was known before the assignment. */
    enum SegmentKind {
        BROWSER,
        ROUTE
    }
}
