package io.meshtrial.analytics.ingest;

import io.meshtrial.events.EventTopics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

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
     * @param partitions of the topic of events; empty while nothing is known of them
     * @param isKnown false while the broker does not say: {@code partitions} are then the last that it told of
     */
    public record Reading(Map<Integer, Progress> partitions, boolean isKnown) {

        static final Reading UNKNOWN = new Reading(Map.of(), false);

        public Reading {
            partitions = Map.copyOf(partitions);
        }

        /** Events that wait, over all partitions; −1 while that is not known. */
        public long records() {
            return isKnown
                    ? partitions.values().stream().mapToLong(Progress::waiting).sum()
                    : -1;
        }

        /**
         * For how long events of some partition have waited without one of them being tallied, whatever the others do;
         * zero while none waits or nothing is known.
         */
        public Duration stalledFor(Instant now) {
            return isKnown
                    ? partitions.values().stream()
                            .filter(partition -> partition.waiting > 0)
                            .map(partition -> Duration.between(partition.movedAt, now))
                            .max(Duration::compareTo)
                            .orElse(Duration.ZERO)
                    : Duration.ZERO;
        }

        /** @param offsets by partition */
        Reading next(Map<Integer, Offsets> offsets, Instant now) {
            Map<Integer, Progress> next = new HashMap<>();
            offsets.forEach((partition, at) -> next.put(partition, at.after(partitions.get(partition), now)));
            return new Reading(next, !next.isEmpty());
        }

        Reading unknown() {
            return new Reading(partitions, false);
        }
    }

    /**
     * Where the stream stands in one partition.
     *
     * @param waiting events that are not tallied yet
     * @param position offset up to which events are tallied
     * @param movedAt when the position was last seen to move, or nothing to wait
     */
    public record Progress(long waiting, long position, Instant movedAt) {}

    /**
     * @param position what is committed, or the partition's beginning where nothing is
     * @param end of the partition
     */
    record Offsets(long position, long end) {

        Progress after(@Nullable Progress before, Instant now) {
            long waiting = Math.max(0, end - position);
            Instant movedAt = before != null && before.position == position && waiting > 0 ? before.movedAt : now;
            return new Progress(waiting, position, movedAt);
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
            List<TopicPartition> partitions =
                    await(admin.describeTopics(List.of(EventTopics.REQUEST_EVENTS))
                                    .allTopicNames())
                            .values()
                            .stream()
                            .flatMap(topic -> topic.partitions().stream())
                            .map(info -> new TopicPartition(EventTopics.REQUEST_EVENTS, info.partition()))
                            .toList();
            Map<TopicPartition, OffsetAndMetadata> committed =
                    await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
            var earliest = await(
                    admin.listOffsets(all(partitions, OffsetSpec.earliest())).all());
            var latest = await(
                    admin.listOffsets(all(partitions, OffsetSpec.latest())).all());
            Map<Integer, Offsets> offsets = new HashMap<>();
            for (TopicPartition partition : partitions) {
                OffsetAndMetadata at = committed.get(partition);
                long beginning = Objects.requireNonNull(earliest.get(partition)).offset();
                offsets.put(
                        partition.partition(),
                        new Offsets(
                                at == null ? beginning : Math.max(beginning, at.offset()),
                                Objects.requireNonNull(latest.get(partition)).offset()));
            }
            return before.next(offsets, clock.instant());
        } catch (ExecutionException | TimeoutException e) {
            return before.unknown();
        }
    }

    private static <T> T await(KafkaFuture<T> answer)
            throws InterruptedException, ExecutionException, TimeoutException {
        return answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static Map<TopicPartition, OffsetSpec> all(List<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> all = new HashMap<>();
        partitions.forEach(partition -> all.put(partition, spec));
        return all;
    }
}
