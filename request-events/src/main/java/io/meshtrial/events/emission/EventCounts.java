package io.meshtrial.events.emission;

import java.util.concurrent.atomic.LongAdder;

/** What became of the events: once nothing is pending, {@code produced = sent + dropped}, always. */
public final class EventCounts {

    /** Why an event was dropped. */
    public enum Drop {
        /** The queue was full: Kafka is away or too slow for too long. */
        QUEUE_FULL,
        /** Kafka refused it, or did not acknowledge it in time. */
        UNDELIVERED,
        /** The service stopped before it could be sent. */
        SHUTDOWN
    }

    private final LongAdder produced = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder[] dropped;

    EventCounts() {
        dropped = new LongAdder[Drop.values().length];
        for (int i = 0; i < dropped.length; i++) {
            dropped[i] = new LongAdder();
        }
    }

    void countProduced() {
        produced.increment();
    }

    void countSent() {
        sent.increment();
    }

    void countDropped(Drop reason) {
        dropped[reason.ordinal()].increment();
    }

    /** Events that requests made. */
    public long produced() {
        return produced.sum();
    }

    /** Events that Kafka acknowledged. */
    public long sent() {
        return sent.sum();
    }

    public long dropped(Drop reason) {
        return dropped[reason.ordinal()].sum();
    }

    public long dropped() {
        long sum = 0;
        for (LongAdder adder : dropped) {
            sum += adder.sum();
        }
        return sum;
    }
}
