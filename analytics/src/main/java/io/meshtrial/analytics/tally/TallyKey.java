package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.definition.EventSource;

/** Key of one row of the compacted topic of tallies; every partition writes its own partial under it. */
public sealed interface TallyKey {

    /** Whether a row that does not change is kept on the heap as bytes; false when its owner keeps it otherwise. */
    default boolean keptAsBytes() {
        return true;
    }

    /** One minute of a cell; {@code minute} counts from 1970-01-01T00:00:00Z. */
    record MinuteKey(Cell cell, long minute) implements TallyKey {}

    /** One hour of a cell, of minutes that are kept no longer; {@code hour} counts from 1970-01-01T00:00:00Z. */
    record HourKey(Cell cell, long hour) implements TallyKey {}

    /** Which foreign ids were seen: one page of {@link SeenForeignIds}. */
    record ForeignPageKey(int page) implements TallyKey {
        @Override
        public boolean keptAsBytes() {
            return false;
        }
    }

    /** A cell's share of one segment, over all time. */
    record SegmentKey(Cell cell, SegmentKind kind, String name) implements TallyKey {}

    /** What a partition has seen as a whole. */
    record PartitionKey() implements TallyKey {}

    /** What a partition has seen of one producer instance. */
    record InstanceKey(String instance) implements TallyKey {}

    /** Which of {@link SequencePage#SIZE} consecutive numbers of a producer instance a partition has seen. */
    record SequencePageKey(String instance, long page) implements TallyKey {

        @Override
        public boolean keptAsBytes() {
            return false;
        }
    }

    /** What the units of a cell add up to, over all time. */
    record UserKey(UserCell cell) implements TallyKey {}

    /** Which units of an experiment are kept. */
    record SampleKey(EventSource source, String experiment) implements TallyKey {}

    /** A piece of the log of an experiment's units; later pieces overrule earlier ones, unit by unit. */
    record UnitsKey(SampleKey of, long number) implements TallyKey {
        @Override
        public boolean keptAsBytes() {
            return false;
        }
    }

    /** By what a request is put into segments: only what was known before the assignment. */
    enum SegmentKind {
        BROWSER,
        ROUTE
    }
}
