package io.meshtrial.analytics.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** Nothing of a poll is lost, doubled or moved by being handed over in batches. */
class BatchingClientsTest {

    private static final TopicPartition ONE = new TopicPartition("events", 1);
    private static final TopicPartition TWO = new TopicPartition("events", 2);

    @Test
    void everyRecordComesOnceInItsOrderAndABatchHasItsFirstOffset() {
        List<ConsumerRecord<byte[], byte[]>> ofOne = records(ONE, 1_000, 2 * EventBatch.MAX_RECORDS + 1);
        List<ConsumerRecord<byte[], byte[]>> ofTwo = records(TWO, 7, EventBatch.MAX_RECORDS);
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        next.put(ONE, new OffsetAndMetadata(5_000));
        next.put(TWO, new OffsetAndMetadata(900));

        ConsumerRecords<byte[], byte[]> batched =
                BatchingClients.batched(new ConsumerRecords<>(Map.of(ONE, ofOne, TWO, ofTwo), next));

        assertThat(batched.nextOffsets()).isEqualTo(next);
        assertThat(batched.records(ONE)).hasSize(3);
        assertThat(batched.records(TWO)).hasSize(1);
        assertThat(unpacked(batched.records(ONE))).isEqualTo(ofOne);
        assertThat(unpacked(batched.records(TWO))).isEqualTo(ofTwo);
    }

    @Test
    void aPollWithoutRecordsStaysAsItIs() {
        ConsumerRecords<byte[], byte[]> none = ConsumerRecords.empty();
        assertThat(BatchingClients.batched(none)).isSameAs(none);
    }

    @Test
    void recordsOfAnotherConsumerAreRefused() {
        assertThatThrownBy(() -> new EventBatch.Taker().deserialize("events", new RecordHeaders(), new byte[0]))
                .isInstanceOf(IllegalStateException.class);
    }

    private static List<ConsumerRecord<byte[], byte[]>> unpacked(List<ConsumerRecord<byte[], byte[]>> batches) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> batch : batches) {
            EventBatch taken = new EventBatch.Taker().deserialize(batch.topic(), batch.headers(), batch.value());
            assertThat(batch.offset()).isEqualTo(taken.records().getFirst().offset());
            assertThat(batch.partition()).isEqualTo(taken.records().getFirst().partition());
            records.addAll(taken.records());
        }
        return records;
    }

    /** Offsets with gaps, as transactions and compaction leave them. */
    private static List<ConsumerRecord<byte[], byte[]>> records(TopicPartition partition, long first, int count) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(new ConsumerRecord<>(
                    partition.topic(), partition.partition(), first + 3L * i, new byte[0], new byte[] {(byte) i}));
        }
        return records;
    }
}
