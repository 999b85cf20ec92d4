package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.kafka.KafkaBroker.BootstrapServers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The latest committed row of every key of a compacted topic, as bytes. */
final class CompactedRows {

    private CompactedRows() {}

    /** By partition and key. */
    static Map<List<Object>, ByteBuffer> read(BootstrapServers broker, String topic) {
        Map<List<Object>, ByteBuffer> rows = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(broker)) {
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

    static KafkaConsumer<byte[], byte[]> consumer(BootstrapServers broker) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.value(),
                        "isolation.level",
                        "read_committed",
                        "allow.auto.create.topics",
                        "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
