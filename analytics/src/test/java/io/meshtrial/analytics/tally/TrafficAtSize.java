package io.meshtrial.analytics.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meshtrial.analytics.kafka.KafkaBroker.BootstrapServers;
import io.meshtrial.events.DecodeResult.Decoded;
import io.meshtrial.events.EventCodec;
import io.meshtrial.events.EventHeaders;
import io.meshtrial.events.EventId;
import io.meshtrial.events.EventRecords;
import io.meshtrial.events.EventTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Seeded traffic of users, with its share of poison, duplicates and late events; and its recount from the topic. */
final class TrafficAtSize {

    private static final int PER_INSTANCE = 1_000_000;
    private static final int REMEMBERED = 5_000;

    private final CompletableFuture<Long> records = new CompletableFuture<>();

    private TrafficAtSize() {}

    /** Begins to send so many events, and 6 % more records. */
    static TrafficAtSize start(BootstrapServers broker, int events) {
        TrafficAtSize traffic = new TrafficAtSize();
        Thread.ofPlatform().daemon().name("traffic").start(() -> {
            try {
                traffic.records.complete(send(broker, events));
            } catch (RuntimeException e) {
                traffic.records.completeExceptionally(e);
            }
        });
        return traffic;
    }

    /** How many records were sent in all. */
    long awaitEnd() throws Exception {
        return records.get();
    }

    private static long send(BootstrapServers broker, int events) {
        SplittableRandom random = new SplittableRandom(2026);
        List<ProducerRecord<byte[], byte[]>> recent = new ArrayList<>();
        long sent = 0;
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", broker.value(),
                        "linger.ms", "20",
                        "batch.size", "131072",
                        "compression.type", "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < events; i++) {
                boolean late = random.nextInt(20) == 0;
                long start = System.currentTimeMillis() - (late ? random.nextLong(61_000, 600_000) : 0);
                ProducerRecord<byte[], byte[]> record = EventRecords.record(
                        new EventId("pod-" + i / PER_INSTANCE, i % PER_INSTANCE),
                        UserEvents.next(random, events / 20, start));
                producer.send(record);
                sent++;
                if (recent.size() < REMEMBERED) {
                    recent.add(record);
                } else {
                    recent.set(random.nextInt(REMEMBERED), record);
                }
                if (random.nextInt(20) == 0) {
                    producer.send(recent.get(random.nextInt(recent.size())));
                    sent++;
                }
                if (random.nextInt(100) == 0) {
                    producer.send(new ProducerRecord<>(EventTopics.REQUEST_EVENTS, poison(random)));
                    sent++;
                }
            }
        }
        return sent;
    }

    private static byte[] poison(SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> "rubbish".getBytes(UTF_8);
            case 1 -> new byte[EventCodec.MAX_BYTES + 1];
            default -> new byte[0];
        };
    }

    /** Reads the topic from its beginning, on one thread. */
    static Recount recount(BootstrapServers broker) {
        Recount recount = new Recount();
        try (KafkaConsumer<byte[], byte[]> consumer = CompactedRows.consumer(broker)) {
            List<TopicPartition> partitions = consumer.partitionsFor(EventTopics.REQUEST_EVENTS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    Header id = record.headers().lastHeader(EventHeaders.ID);
                    if (id != null
                            && EventCodec.decode("application/protobuf", record.value())
                                    instanceof Decoded(var event)) {
                        recount.add(
                                EventId.parse(new String(id.value(), UTF_8)).orElseThrow(), event, record.timestamp());
                    } else {
                        recount.poison++;
                    }
                }
            }
        }
        return recount;
    }
}
