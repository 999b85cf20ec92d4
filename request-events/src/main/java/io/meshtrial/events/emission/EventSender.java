package io.meshtrial.events.emission;

import io.meshtrial.events.EventRecords;
import io.meshtrial.events.EventTopics;
import io.meshtrial.events.emission.EventCounts.Drop;
import io.meshtrial.events.emission.EventEmitter.Numbered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that takes events from the queue to Kafka.
 *
 * <p>It keeps an event until Kafka can be reached; while it waits the queue fills, and the emitter drops. Events handed
 * to the producer and not yet acknowledged are bounded in number, so that the producer's own buffer never fills.
 */
final class EventSender implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(EventSender.class);
    private static final int BATCH = 500;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration GATHER = Duration.ofMillis(10);

    private final EventEmitter emitter;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final BackOff backOff;
    private final Semaphore inFlight;
    private final int maxInFlight;
    private final Duration shutdownTimeout;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile long deadline = Long.MAX_VALUE;

    EventSender(
            EventEmitter emitter,
            Supplier<Producer<byte[], byte[]>> producers,
            BackOff backOff,
            int maxInFlight,
            Duration shutdownTimeout) {
        this.emitter = emitter;
        this.producers = producers;
        this.backOff = backOff;
        this.inFlight = new Semaphore(maxInFlight);
        this.maxInFlight = maxInFlight;
        this.shutdownTimeout = shutdownTimeout;
    }

    /** Lets the queue run empty and the thread end, within the bound. */
    void stop() {
        emitter.close();
        deadline = System.nanoTime() + shutdownTimeout.toNanos();
        stopping.countDown();
    }

    @Override
    public void run() {
        List<Numbered> batch = new ArrayList<>(BATCH);
        Producer<byte[], byte[]> producer = null;
        try {
            while (takeBatch(batch)) {
                producer = reach(producer);
                if (producer != null && !send(producer, batch)) {
                    producer.close(Duration.ZERO);
                    producer = null;
                }
                drop(batch);
            }
        } catch (InterruptedException e) {
            // The stop took too long. The flag stays down: closing the producer must still work, and the thread ends.
            log.warn("Interrupted before all request events were sent");
        } finally {
            drop(batch);
            close(producer);
            emitter.queue().drainTo(batch);
            drop(batch);
        }
    }

    /** Fills the batch; false when the service stops and nothing waits or no time is left. */
    private boolean takeBatch(List<Numbered> batch) throws InterruptedException {
        while (isInTime()) {
            Numbered first = emitter.queue().poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                batch.add(first);
                if (emitter.queue().drainTo(batch, BATCH - 1) < BATCH - 1) {
                    gather(batch);
                }
                return true;
            }
            if (emitter.isClosed()) {
                return false;
            }
        }
        return false;
    }

    /**
     * Lets more events come together before they are handed over: a thread that is woken for each of them costs more
     * than the events do.
     */
    private void gather(List<Numbered> batch) throws InterruptedException {
        if (!stopping.await(GATHER.toMillis(), TimeUnit.MILLISECONDS)) {
            emitter.queue().drainTo(batch, BATCH - batch.size());
        }
    }

    /** A producer that knows the topic's partitions; null when the service stops before there is one. */
    private @Nullable Producer<byte[], byte[]> reach(@Nullable Producer<byte[], byte[]> known)
            throws InterruptedException {
        Producer<byte[], byte[]> producer = known;
        while (isInTime()) {
            try {
                producer = producer == null ? producers.get() : producer;
                if (!producer.partitionsFor(EventTopics.REQUEST_EVENTS).isEmpty()) {
                    backOff.succeeded();
                    return producer;
                }
            } catch (KafkaException e) {
                if (backOff.isFirst()) {
                    log.warn(
                            "Kafka cannot be reached, request events wait up to the queue's capacity: {}",
                            e.toString());
                }
            }
            if (stopping.await(backOff.next().toMillis(), TimeUnit.MILLISECONDS) && emitter.isClosed()) {
                return null;
            }
        }
        return null;
    }

    /** Hands the batch over; what time did not allow stays in it. False when the producer is of no more use. */
    private boolean send(Producer<byte[], byte[]> producer, List<Numbered> batch) throws InterruptedException {
        int handedOver = 0;
        boolean usable = true;
        while (handedOver < batch.size() && awaitRoom()) {
            Numbered numbered = batch.get(handedOver++);
            try {
                producer.send(EventRecords.record(numbered.id(), numbered.event()), (metadata, failure) -> {
                    inFlight.release();
                    if (failure == null) {
                        emitter.counts().countSent();
                    } else {
                        emitter.counts().countDropped(Drop.UNDELIVERED);
                    }
                });
            } catch (RuntimeException e) {
                // Thrown instead of being handed to the callback: the producer is in an error state, or the event is
                // ill.
                inFlight.release();
                emitter.counts().countDropped(Drop.UNDELIVERED);
                log.warn("The producer did not take a request event: {}", e.toString());
                usable = false;
            }
        }
        batch.subList(0, handedOver).clear();
        return usable;
    }

    private boolean awaitRoom() throws InterruptedException {
        while (isInTime()) {
            if (inFlight.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }

    /** What is still in the batch when time is up will never be sent. */
    private void drop(List<Numbered> batch) {
        batch.forEach(event -> emitter.counts().countDropped(Drop.SHUTDOWN));
        batch.clear();
    }

    private void close(@Nullable Producer<byte[], byte[]> producer) {
        if (producer == null) {
            return;
        }
        long left = Math.max(0, deadline == Long.MAX_VALUE ? 0 : deadline - System.nanoTime());
        // Unacknowledged records are failed after this, and their callbacks called.
        producer.close(Duration.ofNanos(left));
        int open = maxInFlight - inFlight.availablePermits();
        if (open > 0) {
            log.warn("{} request events were neither acknowledged nor refused at the stop", open);
        }
    }

    private boolean isInTime() {
        return deadline == Long.MAX_VALUE || System.nanoTime() - deadline < 0;
    }
}
