package io.meshtrial.benchmarks.events;

import io.meshtrial.events.DecodeResult.Decoded;
import io.meshtrial.events.EventCodec;
import io.meshtrial.events.EventTopics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The least that can be done with events: read them and parse them. {@code <servers>}; prints events per second. */
final class BareConsumer {

    private BareConsumer() {}

    public static void main(String[] arguments) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", arguments[0], "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(EventTopics.REQUEST_EVENTS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            long began = 0;
            long warmUp = 0;
            long read = 0;
            long parsed = 0;
            while (read < end) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(200));
                if (began == 0 && read >= MeasuredRun.WARM_UP * end) {
                    began = System.nanoTime();
                    warmUp = read;
                }
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    parsed += EventCodec.decode("application/protobuf", record.value()) instanceof Decoded ? 1 : 0;
                }
                read += records.count();
            }
            if (parsed != end) {
                throw new IllegalStateException(end - parsed + " events could not be parsed");
            }
            System.out.println(Math.round((parsed - warmUp) / ((System.nanoTime() - began) / 1e9)));
        }
    }
}
