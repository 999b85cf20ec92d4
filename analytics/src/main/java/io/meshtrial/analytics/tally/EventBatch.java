package io.meshtrial.analytics.tally;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Consecutive records of one partition that Kafka Streams handles as one.
 *
 * @param records in the order of their offsets; not empty
 */
record EventBatch(List<ConsumerRecord<byte[], byte[]>> records) {

    /** Records in a batch at most: some hundred microseconds' work, for a commit waits for the batch that is under way. */
    static final int MAX_RECORDS = 256;

    private static final byte[] NOTHING = new byte[0];

    /**
     * The batch as a record with the offset of its first event. A task commits the offset of the record that is next in its
     * queue, or, where the queue is empty, the consumer's position: both are the offset of an event that is not counted.
     */
    ConsumerRecord<byte[], byte[]> asRecord() {
        ConsumerRecord<byte[], byte[]> first = records.getFirst();
        return new ConsumerRecord<>(
                first.topic(),
                first.partition(),
                first.offset(),
                Math.max(0, first.timestamp()),
                first.timestampType(),
                0,
                0,
                NOTHING,
                NOTHING,
                new Carrier(this),
                first.leaderEpoch());
    }

    /** Headers reach the deserialiser as they are: they carry the batch past the bytes of a value. */
    private static final class Carrier extends RecordHeaders {

        private final EventBatch batch;

        private Carrier(EventBatch batch) {
            this.batch = batch;
        }
    }

    /** Takes the batch from its record. */
    static final class Taker implements Deserializer<EventBatch> {

        @Override
        public EventBatch deserialize(String topic, byte[] data) {
            throw new IllegalStateException("the events of " + topic + " do not come from a batching consumer");
        }

        @Override
        public EventBatch deserialize(String topic, Headers headers, byte[] data) {
            return headers instanceof Carrier carrier ? carrier.batch : deserialize(topic, data);
        }
    }
}
