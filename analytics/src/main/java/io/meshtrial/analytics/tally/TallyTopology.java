package io.meshtrial.analytics.tally;

import io.meshtrial.events.EventTopics;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;

/** Events in, tallies and dead letters out; every operator and store has its name. */
final class TallyTopology {

    static final String EVENTS = "request-events";
    static final String PROCESSOR = "tally";
    static final String STORE = "tallies";
    /** Kept apart, so that readers of tallies need not read every unit. */
    static final String UNITS = "units";

    static final String DEAD_LETTERS = "dead-letters";

    /** Small segments, compacted soon: rows are rewritten at every commit, and readers start from the beginning. */
    private static final Map<String, String> CHANGELOG = Map.of(
            TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(16 * 1024 * 1024),
            TopicConfig.SEGMENT_MS_CONFIG, Long.toString(10 * 60 * 1000),
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.2",
            TopicConfig.DELETE_RETENTION_MS_CONFIG, Long.toString(60 * 60 * 1000));

    private TallyTopology() {}

    static Topology build(Measurements measurements, TallyBounds bounds, Refusals refusals) {
        return new Topology()
                .addSource(EVENTS, new ByteArrayDeserializer(), new EventBatch.Taker(), EventTopics.REQUEST_EVENTS)
                .addProcessor(PROCESSOR, () -> new TallyProcessor(measurements, bounds, refusals), EVENTS)
                .addStateStore(new CommitStoreBuilder(STORE, CHANGELOG, refusals), PROCESSOR)
                .addStateStore(new CommitStoreBuilder(UNITS, CHANGELOG, refusals), PROCESSOR)
                .addSink(
                        DEAD_LETTERS,
                        EventTopics.DEAD_LETTERS,
                        new ByteArraySerializer(),
                        new ByteArraySerializer(),
                        PROCESSOR);
    }

    /** The compacted topic that the store is written to, and that readers merge. */
    static String talliesTopic(String applicationId) {
        return applicationId + "-" + STORE + "-changelog";
    }
}
