package io.meshtrial.events.emission;

import io.meshtrial.events.EventId;
import io.meshtrial.events.RequestEvent;
import io.meshtrial.events.emission.EventCounts.Drop;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where requests leave their events: a bounded queue that is never waited for.
 *
 * <p>An event gets its id here, dropped or not, so that ids are never used twice.
 */
public final class EventEmitter {

    /** An event under its id. */
    record Numbered(EventId id, RequestEvent event) {}

    private final String instance;
    private final BlockingQueue<Numbered> queue;
    private final EventCounts counts = new EventCounts();
    private final AtomicLong sequence = new AtomicLong();
    private volatile boolean closed;

    EventEmitter(String instance, int capacity) {
        this.instance = new EventId(instance, 0).instance();
        this.queue = new ArrayBlockingQueue<>(capacity);
    }

    /** Hands an event over; returns at once. */
    public void emit(RequestEvent event) {
        counts.countProduced();
        Numbered numbered = new Numbered(new EventId(instance, sequence.getAndIncrement()), event);
        if (closed) {
            counts.countDropped(Drop.SHUTDOWN);
        } else if (!queue.offer(numbered)) {
            counts.countDropped(Drop.QUEUE_FULL);
        } else if (closed && queue.remove(numbered)) {
            // The sender may have left between the first look and the offer.
            counts.countDropped(Drop.SHUTDOWN);
        }
    }

    public EventCounts counts() {
        return counts;
    }

    /** Events that wait. */
    public int waiting() {
        return queue.size();
    }

    BlockingQueue<Numbered> queue() {
        return queue;
    }

    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }
}
