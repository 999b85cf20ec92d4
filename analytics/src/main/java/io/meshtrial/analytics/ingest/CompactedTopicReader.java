package io.meshtrial.analytics.ingest;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every partition of a compacted topic from its beginning and goes on for good, on a thread of its own. A topic
 * that is not there yet and a broker that is away are waited for; after any other failure it reads anew.
 */
public final class CompactedTopicReader implements AutoCloseable {

    /** Takes the rows; called by the reader's thread alone. */
    public interface Sink {

        /** Everything seen so far is void; the beginning follows. */
        void reset();

        /** One row; {@code value} is null when the row was removed. */
        void accept(int partition, byte[] key, byte @Nullable [] value);

        /** The rows of one read are all taken. */
        default void settled() {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(CompactedTopicReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofMillis(500);

    private final String topic;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Sink sink;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> reading;
    private volatile boolean caughtUp;

    /** @param consumers makes a consumer without a group that reads committed records and creates no topic */
    public CompactedTopicReader(String topic, Supplier<Consumer<byte[], byte[]>> consumers, Sink sink) {
        this.topic = topic;
        this.consumers = consumers;
        this.sink = sink;
        this.thread = Thread.ofPlatform().daemon().name("reader-" + topic).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Whether everything was read that the topic held when the reading began. */
    public boolean isCaughtUp() {
        return caughtUp;
    }

    @Override
    public void close() {
        closing.countDown();
        Consumer<byte[], byte[]> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    private boolean isOpen() {
        return closing.getCount() > 0;
    }

    private void run() {
        while (isOpen()) {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                reading = consumer;
                sink.reset();
                read(consumer);
            } catch (WakeupException e) {
                LOG.debug("Reader of {} was woken to close", topic);
            } catch (KafkaException e) {
                LOG.warn("Reading {} anew after: {}", topic, e.toString());
                caughtUp = false;
            } finally {
                reading = null;
            }
            pause();
        }
    }

    private void read(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> goals = new HashMap<>(consumer.endOffsets(partitions));
        while (isOpen()) {
            if (!goals.isEmpty()) {
                goals.entrySet().removeIf(goal -> consumer.position(goal.getKey()) >= goal.getValue());
                caughtUp = goals.isEmpty();
            }
            ConsumerRecords<byte[], byte[]> rows = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> row : rows) {
                if (row.key() != null) {
                    sink.accept(row.partition(), row.key(), row.value());
                }
            }
            if (!rows.isEmpty() || caughtUp) {
                sink.settled();
            }
        }
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        while (isOpen()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            if (!partitions.isEmpty()) {
                return partitions;
            }
            pause();
        }
        throw new WakeupException();
    }

    private void pause() {
        try {
            closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
