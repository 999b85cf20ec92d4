package io.meshtrial.events.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.events.DecodeResult.Decoded;
import io.meshtrial.events.EventCodec;
import io.meshtrial.events.EventTopics;
import io.meshtrial.events.RequestEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/** Reads what arrived in the topic of events, from its beginning. */
public final class PublishedEvents implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

    public PublishedEvents(String brokers) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        brokers,
                        "group.id",
                        UUID.randomUUID().toString(),
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(EventTopics.REQUEST_EVENTS));
    }

    public RequestEvent await(Predicate<RequestEvent> wanted) {
        return event(awaitRecord(wanted));
    }

    public ConsumerRecord<byte[], byte[]> awaitRecord(Predicate<RequestEvent> wanted) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .until(
                        () -> {
                            poll();
                            return records.stream()
                                    .filter(record -> wanted.test(event(record)))
                                    .toList();
                        },
                        found -> !found.isEmpty())
                .getFirst();
    }

    public List<RequestEvent> all() {
        poll();
        return records.stream().map(PublishedEvents::event).toList();
    }

    static RequestEvent event(ConsumerRecord<byte[], byte[]> record) {
        String contentType =
                new String(record.headers().lastHeader("content-type").value(), StandardCharsets.UTF_8);
        var result = EventCodec.decode(contentType, record.value());
        assertThat(result).isInstanceOf(Decoded.class);
        return ((Decoded) result).event();
    }

    private void poll() {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
