package io.meshtrial.analytics.ingest.accesslog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meshtrial.analytics.ingest.DeadLetter;
import io.meshtrial.events.DecodeResult.Decoded;
import io.meshtrial.events.EventCodec;
import io.meshtrial.events.EventTopics;
import io.meshtrial.events.RequestEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Everything that a topic of the broker holds at this moment. */
final class Topic {

    private Topic() {}

    /** Events of an experiment in the order in which their requests began. */
    static List<RequestEvent> events(String servers, String experiment) {
        return records(servers, EventTopics.REQUEST_EVENTS, record -> true).stream()
                .map(record -> EventCodec.decode("application/protobuf", record.value()))
                .filter(Decoded.class::isInstance)
                .map(decoded -> ((Decoded) decoded).event())
                .filter(event -> event.getExperiment().equals(experiment))
                .sorted(Comparator.comparingLong(RequestEvent::getStartEpochMicros))
                .toList();
    }

    /** Dead letters of one proxy. */
    static List<ConsumerRecord<byte[], byte[]>> deadLetters(String servers, String pod) {
        return records(
                servers,
                EventTopics.DEAD_LETTERS,
                record -> header(record, DeadLetter.ORIGIN).equals("access-log/" + pod));
    }

    static List<ConsumerRecord<byte[], byte[]>> records(
            String servers, String topic, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (wanted.test(record)) {
                        found.add(record);
                    }
                });
            }
        }
        return found;
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(Objects.requireNonNull(header.value()), UTF_8);
    }
}
