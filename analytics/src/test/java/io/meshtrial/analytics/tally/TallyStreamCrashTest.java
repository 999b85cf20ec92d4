package io.meshtrial.analytics.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.ingest.CompactedTopicReader;
import io.meshtrial.analytics.ingest.DeadLetter;
import io.meshtrial.analytics.kafka.KafkaBroker;
import io.meshtrial.analytics.kafka.KafkaBroker.BootstrapServers;
import io.meshtrial.events.EventId;
import io.meshtrial.events.EventRecords;
import io.meshtrial.events.EventTopics;
import io.meshtrial.events.RequestEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(KafkaBroker.class)
class TallyStreamCrashTest {

    private static final int EVENTS = Integer.getInteger("meshtrial.crash.events", 9_000);
    private static final int KILLS = Integer.getInteger("meshtrial.crash.kills", 2);

    @Test
    void killedInMidStreamItLosesAndDoublesNothing(BootstrapServers broker, @TempDir Path directory) throws Exception {
        FreshTopics.make(broker, 3);
        String application = "crash-" + System.nanoTime();
        SplittableRandom random = new SplittableRandom(42);
        TallyBoard board = new TallyBoard();
        Recount recount = new Recount();
        try (CompactedTopicReader reader =
                new CompactedTopicReader(TallyStream.talliesTopic(application), () -> consumer(broker), board)) {
            reader.start();
            Process stream = StreamProcess.start(broker.value(), application, directory.toString());
            try {
                for (int part = 0; part <= KILLS; part++) {
                    send(broker, random, EVENTS / (KILLS + 1), recount);
                    long seenBefore = board.counts().seen().counted();
                    if (part < KILLS) {
                        await().atMost(Duration.ofSeconds(60))
                                .until(() -> board.counts().seen().counted() > seenBefore + random.nextInt(2_000));
                        stream.destroyForcibly().waitFor();
                        stream = StreamProcess.start(broker.value(), application, directory.toString());
                    }
                }
                await().atMost(Duration.ofSeconds(60)).until(() -> {
                    Row.Partition seen = board.counts().seen();
                    return seen.counted() + seen.duplicates() >= recount.counted + recount.duplicates
                            && seen.poison() >= recount.poison;
                });
                // The rows of a transaction arrive one after the other, the partition's own count before its tallies.
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(board.of(TestEvents.EXPERIMENT, EventSource.APPLICATION)
                                        .totals())
                                .isEqualTo(recount.totals()));
                Row.Partition seen = board.counts().seen();
                assertThat(seen.counted()).isEqualTo(recount.counted);
                assertThat(seen.duplicates()).isEqualTo(recount.duplicates);
                assertThat(seen.poison()).isEqualTo(recount.poison);
                OpenTransactions.awaitNone(broker.value(), Duration.ofSeconds(60));
                assertThat(deadLetters(broker)).isEqualTo(recount.poison);
                assertThat(board.counts().distinct()).isEqualTo(recount.counted);
            } finally {
                stream.destroyForcibly().waitFor();
            }
        }
    }

    private static void send(BootstrapServers broker, SplittableRandom random, int count, Recount recount)
            throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.value(), "linger.ms", "5"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            String instance = "test-" + random.nextInt(1_000_000);
            List<Sent> sent = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                if (random.nextInt(100) == 0) {
                    producer.send(new ProducerRecord<>(EventTopics.REQUEST_EVENTS, "rubbish".getBytes(UTF_8)));
                    recount.poison++;
                }
                EventId id = new EventId(instance, i);
                RequestEvent event = TestEvents.random(random, 600_000).toBuilder()
                        .setStartEpochMicros((System.currentTimeMillis() - random.nextInt(300_000)) * 1000)
                        .build();
                for (int copies = random.nextInt(20) == 0 ? 3 : 1; copies > 0; copies--) {
                    sent.add(new Sent(id, event, producer.send(EventRecords.record(id, event))));
                }
            }
            for (Sent one : sent) {
                recount.add(one.id(), one.event(), one.metadata().get().timestamp());
            }
        }
    }

    private static long deadLetters(BootstrapServers broker) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(broker)) {
            TopicPartition partition = new TopicPartition(EventTopics.DEAD_LETTERS, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            long letters = 0;
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(Duration.ofMillis(200))) {
                    assertThat(letter.headers().lastHeader(DeadLetter.REASON)).isNotNull();
                    letters++;
                }
            }
            return letters;
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(BootstrapServers broker) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", broker.value());
        settings.put("isolation.level", "read_committed");
        settings.put("allow.auto.create.topics", "false");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private record Sent(EventId id, RequestEvent event, java.util.concurrent.Future<RecordMetadata> metadata) {}
}
