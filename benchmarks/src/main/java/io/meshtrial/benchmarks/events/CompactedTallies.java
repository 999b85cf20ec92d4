package io.meshtrial.benchmarks.events;

import io.meshtrial.analytics.tally.TallyStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The rows of a topic of tallies, to be compared bit for bit. */
final class CompactedTallies {

    private CompactedTallies() {}

    static void requireEqual(String servers, String first, String... others) {
        Map<List<Object>, ByteBuffer> expected = read(servers, TallyStream.talliesTopic(first));
        for (String other : others) {
            if (!read(servers, TallyStream.talliesTopic(other)).equals(expected)) {
                throw new IllegalStateException("tallies of " + other + " differ from those of " + first);
            }
        }
    }

    private static Map<List<Object>, ByteBuffer> read(String servers, String topic) {
        Map<List<Object>, ByteBuffer> rows = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                for (ConsumerRecord<byte[], byte[]> row : consumer.poll(Duration.ofMillis(200))) {
                    List<Object> key = List.of(row.partition(), ByteBuffer.wrap(row.key()));
                    if (row.value() == null) {
                        rows.remove(key);
                    } else {
                        rows.put(key, ByteBuffer.wrap(row.value()));
                    }
                }
            }
        }
        return rows;
    }
}
