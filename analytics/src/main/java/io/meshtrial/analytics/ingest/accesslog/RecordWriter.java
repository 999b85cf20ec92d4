package io.meshtrial.analytics.ingest.accesslog;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records until Kafka acknowledges them, however long it is away: who waits for the acknowledgement is held back
 * meanwhile. A record that is sent again keeps its id, so that the tally counts it once.
 */
final class RecordWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RecordWriter.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final Executor executor;
    private final AccessLogCounts counts;
    private volatile boolean closing;

    /** @param executor runs attempts; they may wait for the producer */
    RecordWriter(Producer<byte[], byte[]> producer, Executor executor, AccessLogCounts counts) {
        this.producer = producer;
        this.executor = executor;
        this.counts = counts;
    }

    /** Completes when every record is acknowledged, or given up because the writer closes; never exceptionally. */
    CompletableFuture<Void> write(List<ProducerRecord<byte[], byte[]>> records) {
        return CompletableFuture.allOf(records.stream().map(this::deliver).toArray(CompletableFuture[]::new));
    }

    /** Writes a record that a later one replaces: tried once, and not waited for. */
    void note(ProducerRecord<byte[], byte[]> record) {
        if (closing) {
            return;
        }
        try {
            producer.send(record, (metadata, failure) -> {
                if (failure != null) {
                    LOG.debug("A note for {} was not taken: {}", record.topic(), failure.toString());
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            LOG.debug("A note for {} was not taken: {}", record.topic(), e.toString());
        }
    }

    boolean isClosed() {
        return closing;
    }

    private CompletableFuture<Void> deliver(ProducerRecord<byte[], byte[]> record) {
        CompletableFuture<Void> delivered = new CompletableFuture<>();
        attempt(record, delivered, FIRST_PAUSE);
        return delivered;
    }

    private void attempt(ProducerRecord<byte[], byte[]> record, CompletableFuture<Void> delivered, Duration pause) {
        if (closing) {
            giveUp(delivered);
            return;
        }
        try {
            producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    counts.acknowledged();
                    delivered.complete(null);
                } else {
                    failed(record, delivered, pause, failure);
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            failed(record, delivered, pause, e);
        }
    }

    private void failed(
            ProducerRecord<byte[], byte[]> record,
            CompletableFuture<Void> delivered,
            Duration pause,
            Exception failure) {
        if (failure instanceof RecordTooLargeException || failure instanceof SerializationException) {
            LOG.warn("Kafka refuses a record for {}: {}", record.topic(), failure.toString());
            giveUp(delivered);
            return;
        }
        Duration next = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, executor)
                .execute(() -> attempt(record, delivered, next));
    }

    private void giveUp(CompletableFuture<Void> delivered) {
        counts.givenUp();
        delivered.complete(null);
    }

    /** Gives up what Kafka does not take any more. */
    @Override
    public void close() {
        closing = true;
        producer.close(Duration.ofSeconds(2));
    }
}
