package io.meshtrial.analytics.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshtrial.analytics.ingest.CompactedTopicReader;
import io.meshtrial.analytics.ingest.DeadLetter;
import io.meshtrial.analytics.ingest.Topics;
import io.meshtrial.analytics.kafka.KafkaBroker;
import io.meshtrial.analytics.kafka.KafkaBroker.BootstrapServers;
import io.meshtrial.events.EventId;
import io.meshtrial.events.EventRecords;
import io.meshtrial.events.EventTopics;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Records that a real broker takes and no event is made of: none of them stops the stream, whatever its size or time. */
@ExtendWith(KafkaBroker.class)
class HostileRecordsTest {

    private static final ConfigResource EVENTS = topic(EventTopics.REQUEST_EVENTS);
    private static final ConfigResource LETTERS = topic(EventTopics.DEAD_LETTERS);

    private final SplittableRandom random = new SplittableRandom(3);
    private final BootstrapServers broker;

    HostileRecordsTest(BootstrapServers broker) {
        this.broker = broker;
    }

    @BeforeEach
    void begin() throws Exception {
        FreshTopics.make(broker, 1);
    }

    @Test
    void aRecordAsLargeAsTheTopicTakesLeavesABoundedLetterAndTheStreamGoesOn(@TempDir Path directory) throws Exception {
        byte[] large = new byte[1_048_300];
        random.nextBytes(large);
        ProducerRecord<byte[], byte[]> headers = new ProducerRecord<>(EventTopics.REQUEST_EVENTS, new byte[] {1});
        headers.headers().add("bulk", new byte[900_000]);
        ProducerRecord<byte[], byte[]> key =
                new ProducerRecord<>(EventTopics.REQUEST_EVENTS, new byte[900_000], "small".getBytes(UTF_8));
        send(new ProducerRecord<>(EventTopics.REQUEST_EVENTS, large), headers, key, good(0));

        Row.Partition seen = tally(directory, 4);

        assertThat(seen.counted()).isEqualTo(1);
        assertThat(seen.poison()).isEqualTo(3);
        List<ConsumerRecord<byte[], byte[]>> letters = letters();
        assertThat(letters).hasSize(3);
        assertThat(letters.getFirst().value()).isEqualTo(Arrays.copyOf(large, DeadLetter.MAX_VALUE));
        assertThat(header(letters.getFirst(), DeadLetter.SIZE)).isEqualTo("1048300");
        assertThat(header(letters.getFirst(), DeadLetter.DIGEST))
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(large)));
        assertThat(letters).allMatch(letter -> letter.serializedKeySize() <= 1024);
        assertThat(header(letters.get(2), DeadLetter.SIZE)).isEqualTo("5");
    }

    @Test
    void aTopicOfDeadLettersThatTakesLessGetsLess(@TempDir Path directory) throws Exception {
        alter(LETTERS, "max.message.bytes", "12000");
        byte[] large = new byte[100_000];
        random.nextBytes(large);
        send(new ProducerRecord<>(EventTopics.REQUEST_EVENTS, large), good(0));

        Row.Partition seen = tally(directory, 2);

        assertThat(seen.counted()).isEqualTo(1);
        assertThat(seen.poison()).isEqualTo(1);
        assertThat(letters())
                .singleElement()
                .satisfies(
                        letter -> assertThat(letter.value()).isEqualTo(Arrays.copyOf(large, DeadLetter.MAX_VALUE / 2)));
    }

    @Test
    void aRecordStampedInAFarYearExpiresNothingAndTheTopicIsSetToTheBrokersClock(@TempDir Path directory)
            throws Exception {
        alter(EVENTS, "message.timestamp.type", "CreateTime");
        alter(EVENTS, "message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
        ProducerRecord<byte[], byte[]> event = good(0);
        send(new ProducerRecord<>(
                EventTopics.REQUEST_EVENTS,
                0,
                Instant.parse("2099-01-01T00:00:00Z").toEpochMilli(),
                event.key(),
                event.value(),
                event.headers()));

        new Topics(Map.of("bootstrap.servers", broker.value()), 1).ensure();

        send(good(1), good(1));
        Row.Partition seen = tally(directory, 3);
        assertThat(seen.poison()).isEqualTo(1);
        assertThat(seen.counted()).isEqualTo(1);
        // Had the year been believed, the instance's numbers would have been forgotten before its second event.
        assertThat(seen.duplicates()).isEqualTo(1);
        assertThat(seen.lastAppendMillis()).isLessThanOrEqualTo(System.currentTimeMillis());
        assertThat(letters())
                .singleElement()
                .matches(letter -> header(letter, DeadLetter.REASON).equals(DeadLetter.PRODUCER_TIMESTAMP));
    }

    private ProducerRecord<byte[], byte[]> good(int number) {
        return EventRecords.record(
                new EventId("hostile", number),
                TestEvents.random(random, 1_000).toBuilder()
                        .setStartEpochMicros(System.currentTimeMillis() * 1000)
                        .build());
    }

    private Row.Partition tally(Path directory, int records) {
        String application = "hostile-" + System.nanoTime();
        TallyBoard board = new TallyBoard();
        try (TallyStream stream = new TallyStream(
                        StreamProcess.settings(broker.value(), application, directory.toString()),
                        TestExperiment.measurements(),
                        TallyBounds.DEFAULT,
                        () -> {});
                CompactedTopicReader reader = new CompactedTopicReader(
                        TallyStream.talliesTopic(application), () -> CompactedRows.consumer(broker), board)) {
            stream.start();
            reader.start();
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                Row.Partition seen = board.counts().seen();
                return seen.counted() + seen.duplicates() + seen.poison() >= records;
            });
            assertThat(stream.refusedRows()).isZero();
        }
        return board.counts().seen();
    }

    @SafeVarargs
    private void send(ProducerRecord<byte[], byte[]>... records) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.value()), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (ProducerRecord<byte[], byte[]> record : records) {
                producer.send(record).get();
            }
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> letters() {
        List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
        TopicPartition partition = new TopicPartition(EventTopics.DEAD_LETTERS, 0);
        try (KafkaConsumer<byte[], byte[]> consumer = CompactedRows.consumer(broker)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
            }
        }
        return letters;
    }

    private void alter(ConfigResource topic, String name, String value) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.value()))) {
            admin.incrementalAlterConfigs(Map.of(
                            topic, List.of(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private static ConfigResource topic(String name) {
        return new ConfigResource(ConfigResource.Type.TOPIC, name);
    }
}
