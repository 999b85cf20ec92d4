package io.meshtrial.analytics.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Asks the broker every few seconds how many events all instances together have yet to tally. */
public final class ConsumerLag implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final int PATIENCE_MILLIS = 3_000;

    private final Map<String, Object> settings;
    private final String group;
    private final Clock clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Reading reading = Reading.UNKNOWN;

    /**
     * What was found last.
     *
     * @param records that wait, over all partitions; −1 while that is not known
     * @param position sum of the offsets up to which events are tallied
     * @param movedAt when the position moved last, or when nothing waited
     */
    public record Reading(long records, long position, Instant movedAt) {

        static final Reading UNKNOWN = new Reading(-1, -1, Instant.EPOCH);

        /** Since when events have waited without one being tallied; zero while none waits or nothing is known. */
        public Duration stalledFor(Instant now) {
            return records <= 0 ? Duration.ZERO : Duration.between(movedAt, now);
        }

        Reading next(long waiting, long at, Instant now) {
            return new Reading(waiting, at, waiting == 0 || at != position ? now : movedAt);
        }
    }

    /** @param group id of the consumer group */
    public ConsumerLag(Map<String, Object> settings, String group, Clock clock) {
        this.settings = new HashMap<>(settings);
        this.settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        this.settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        this.group = group;
        this.clock = clock;
    }

    public void start() {
        Thread.ofPlatform().daemon().name("consumer-lag").start(this::run);
    }

    public Reading reading() {
        return reading;
    }

    @Override
    public void close() {
        closing.countDown();
    }

    private void run() {
        try (Admin admin = Admin.create(settings)) {
            do {
                reading = read(admin);
            } while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The new reading; while the broker does not answer, what was known before without a number of records. */
    private Reading read(Admin admin) throws InterruptedException {
        Reading before = reading;
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            committed.keySet().forEach(partition -> ends.put(partition, OffsetSpec.latest()));
            var latest = admin.listOffsets(ends).all().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            long waiting = 0;
            long position = 0;
            for (Map.Entry<TopicPartition, OffsetAndMetadata> partition : committed.entrySet()) {
                var end = latest.get(partition.getKey());
                if (end != null && partition.getValue() != null) {
                    position += partition.getValue().offset();
                    waiting += Math.max(0, end.offset() - partition.getValue().offset());
                }
            }
            return committed.isEmpty() ? Reading.UNKNOWN : before.next(waiting, position, clock.instant());
        } catch (ExecutionException | TimeoutException e) {
            return new Reading(-1, before.position(), before.movedAt());
        }
    }
}
