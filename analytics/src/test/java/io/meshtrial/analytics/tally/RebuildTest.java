package io.meshtrial.analytics.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshtrial.analytics.definition.Dispute;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.ingest.CompactedTopicReader;
import io.meshtrial.analytics.kafka.KafkaBroker;
import io.meshtrial.analytics.kafka.KafkaBroker.BootstrapServers;
import io.meshtrial.events.EventId;
import io.meshtrial.events.EventRecords;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A rebuild reads the topic of events anew, with offsets and state reset: the tallies are the same bits. */
@ExtendWith(KafkaBroker.class)
class RebuildTest {

    private static final int EVENTS = 6_000;
    private static final long NOW = System.currentTimeMillis();

    /** Under dispute for part of the time: what depends on a definition is rebuilt as well. */
    private static final Measurement MEASUREMENT = Measurement.of(
            TestExperiment.experiment(
                    List.of(new Dispute(Instant.ofEpochMilli(NOW - 80_000), Instant.ofEpochMilli(NOW - 30_000)))),
            Map.of("latency-p95", TestExperiment.THRESHOLD));

    @Test
    void aRebuildGivesTheSameBitsAndAReplayChangesNoTally(BootstrapServers broker, @TempDir Path directory)
            throws Exception {
        FreshTopics.make(broker, 3);
        List<ProducerRecord<byte[], byte[]>> events = events();
        send(broker, events);
        Rebuilt first = tally(broker, directory, EVENTS);
        Rebuilt rebuilt = tally(broker, directory, EVENTS);

        assertThat(first.tallies).isNotEmpty();
        assertThat(rebuilt.tallies).isEqualTo(first.tallies);
        assertThat(rebuilt.read.users()).isNotEmpty();

        send(broker, events);
        send(broker, events);
        Rebuilt replayed = tally(broker, directory, 3 * EVENTS);

        assertThat(replayed.read.totals()).isEqualTo(first.read.totals());
        assertThat(replayed.read.minutes()).isEqualTo(first.read.minutes());
        assertThat(replayed.read.segments()).isEqualTo(first.read.segments());
        assertThat(replayed.read.users()).isEqualTo(first.read.users());
        assertThat(replayed.seen.duplicates()).isEqualTo(2L * EVENTS);
        assertThat(replayed.seen.counted()).isEqualTo(EVENTS);
    }

    /** A run of a new application: it has neither offsets nor state. */
    private static Rebuilt tally(BootstrapServers broker, Path directory, int events) {
        String application = "rebuild-" + System.nanoTime();
        String topic = TallyStream.talliesTopic(application);
        TallyBoard board = new TallyBoard();
        try (TallyStream stream = new TallyStream(
                        StreamProcess.settings(broker.value(), application, directory.toString()),
                        none -> MEASUREMENT,
                        TallyBounds.DEFAULT,
                        () -> {});
                CompactedTopicReader reader =
                        new CompactedTopicReader(topic, () -> CompactedRows.consumer(broker), board)) {
            stream.start();
            reader.start();
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                Row.Partition seen = board.counts().seen();
                return seen.counted() + seen.duplicates() >= events;
            });
        }
        return new Rebuilt(
                CompactedRows.read(broker, topic),
                board.of(TestEvents.EXPERIMENT, EventSource.APPLICATION),
                board.counts().seen());
    }

    private static List<ProducerRecord<byte[], byte[]>> events() {
        SplittableRandom random = new SplittableRandom(77);
        List<ProducerRecord<byte[], byte[]>> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            events.add(EventRecords.record(
                    new EventId("rebuild", i), UserEvents.next(random, 500, NOW - random.nextInt(120_000))));
        }
        return events;
    }

    private static void send(BootstrapServers broker, List<ProducerRecord<byte[], byte[]>> events) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.value()), new ByteArraySerializer(), new ByteArraySerializer())) {
            events.forEach(producer::send);
        }
    }

    private record Rebuilt(Map<List<Object>, ByteBuffer> tallies, ExperimentTallies read, Row.Partition seen) {}
}
