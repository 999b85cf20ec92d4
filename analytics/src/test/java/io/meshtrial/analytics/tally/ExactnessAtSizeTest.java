package io.meshtrial.analytics.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.ingest.CompactedTopicReader;
import io.meshtrial.analytics.ingest.DeadLetter;
import io.meshtrial.analytics.kafka.KafkaBroker;
import io.meshtrial.analytics.kafka.KafkaBroker.BootstrapServers;
import io.meshtrial.events.EventTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Faults 4, 5 and 23 at size: 1 % poison, 5 % duplicates, 5 % late, a second instance that comes and goes, one kill -9.
 * Ten million events under the profile proof, one in a hundred of that otherwise.
 */
@ExtendWith(KafkaBroker.class)
class ExactnessAtSizeTest {

    private static final Logger LOG = LoggerFactory.getLogger(ExactnessAtSizeTest.class);
    private static final int EVENTS = Boolean.getBoolean("meshtrial.proof") ? 10_000_000 : 100_000;
    private static final Duration PATIENCE = Duration.ofMinutes(EVENTS > 1_000_000 ? 40 : 3);
    private static final int PARTITIONS = 4;

    @Test
    void talliesEqualAPlainRecount(BootstrapServers broker, @TempDir Path directory) throws Exception {
        FreshTopics.make(broker, PARTITIONS);
        String application = "size-" + System.nanoTime();
        TallyBoard board = new TallyBoard();
        long began = System.nanoTime();
        try (CompactedTopicReader reader = new CompactedTopicReader(
                TallyStream.talliesTopic(application), () -> CompactedRows.consumer(broker), board)) {
            reader.start();
            Process stream = StreamProcess.start(broker.value(), application, directory.toString());
            try {
                TrafficAtSize sent = TrafficAtSize.start(broker, EVENTS);
                awaitSeen(board, EVENTS / 4);
                try (TallyStream second = new TallyStream(
                        StreamProcess.settings(
                                broker.value(),
                                application,
                                directory.resolve("second").toString()),
                        TestExperiment.measurements(),
                        TallyBounds.DEFAULT,
                        () -> {})) {
                    second.start();
                    awaitSeen(board, EVENTS / 2);
                    stream.destroyForcibly().waitFor();
                    stream = StreamProcess.start(broker.value(), application, directory.toString());
                    awaitSeen(board, EVENTS * 3L / 4);
                }
                long records = sent.awaitEnd();
                awaitSeen(board, records);
                LOG.info(
                        "{} records in {} s",
                        records,
                        Duration.ofNanos(System.nanoTime() - began).toSeconds());
                Recount recount = TrafficAtSize.recount(broker);
                // The rows of a transaction arrive one after the other, the partition's own count before its tallies.
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(totals(board)).isEqualTo(recount.totals()));
                assertThatItEquals(board, recount, records);
                OpenTransactions.awaitNone(broker.value(), PATIENCE);
                assertThat(deadLetters(broker)).isEqualTo(recount.poison);
            } finally {
                stream.destroyForcibly().waitFor();
            }
        }
    }

    private static void assertThatItEquals(TallyBoard board, Recount recount, long records) {
        ExperimentTallies read = board.of(TestEvents.EXPERIMENT, EventSource.APPLICATION);
        Row.Partition seen = board.counts().seen();
        assertThat(seen.counted() + seen.duplicates() + seen.poison()).isEqualTo(records);
        assertThat(seen.counted()).isEqualTo(recount.counted);
        assertThat(seen.duplicates()).isEqualTo(recount.duplicates);
        assertThat(seen.poison()).isEqualTo(recount.poison);
        assertThat(seen.late()).isEqualTo(recount.late);
        assertThat(board.counts().distinct()).isEqualTo(recount.counted);
        assertThat(read.totals()).isEqualTo(recount.totals());
        assertThat(read.users()).isEqualTo(recount.users.tallies(0));
        assertThat(read.sample().share()).isEqualTo(1);
        LOG.info(
                "equal: {} counted, {} duplicates, {} poison, {} late, {} units",
                seen.counted(),
                seen.duplicates(),
                seen.poison(),
                seen.late(),
                read.sample().units());
    }

    private static Map<Cell, Tally> totals(TallyBoard board) {
        return board.of(TestEvents.EXPERIMENT, EventSource.APPLICATION).totals();
    }

    private static void awaitSeen(TallyBoard board, long records) {
        await().atMost(PATIENCE).until(() -> {
            Row.Partition seen = board.counts().seen();
            return seen.counted() + seen.duplicates() + seen.poison() >= records;
        });
    }

    private static long deadLetters(BootstrapServers broker) {
        try (KafkaConsumer<byte[], byte[]> consumer = CompactedRows.consumer(broker)) {
            TopicPartition partition = new TopicPartition(EventTopics.DEAD_LETTERS, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            Map<String, Integer> reasons = new HashMap<>();
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(Duration.ofMillis(200))) {
                    reasons.merge(
                            new String(
                                    letter.headers()
                                            .lastHeader(DeadLetter.REASON)
                                            .value(),
                                    java.nio.charset.StandardCharsets.UTF_8),
                            1,
                            Integer::sum);
                }
            }
            return reasons.values().stream().mapToLong(Integer::longValue).sum();
        }
    }
}
