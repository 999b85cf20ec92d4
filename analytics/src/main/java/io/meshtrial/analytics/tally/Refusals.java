package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.ingest.DeadLetter;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * What Kafka did not take of the stream. A transaction that fails begins again with the same events: whatever would be
 * refused for good has to come out smaller, or not at all, the next time. Safe for concurrent use.
 */
final class Refusals {

    /** Bytes of a row at most. All that can make a row grow is bounded far below; a topic takes 1 MiB by default. */
    static final int MAX_ROW = 512 * 1024;

    private final AtomicInteger letterBytes = new AtomicInteger(DeadLetter.MAX_VALUE);
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong rows = new AtomicLong();
    private volatile @Nullable String lastFailure;

    /** How much of a record a dead letter carries. */
    int letterBytes() {
        return letterBytes.get();
    }

    /** A record for the dead letters was refused: the next ones carry half as much, at last none of the value. */
    void failed(String topic, boolean isDeadLetter, Exception failure) {
        if (isDeadLetter && failure instanceof RecordTooLargeException) {
            letterBytes.updateAndGet(bytes -> bytes / 2);
        }
        failed(topic + ": " + failure);
    }

    /** The stream's thread ended. */
    void failed(String failure) {
        failures.incrementAndGet();
        lastFailure = failure;
    }

    /** A row is too large to be written: its partition goes on without it, and health says so. */
    void row(String store, int bytes) {
        rows.incrementAndGet();
        lastFailure = "a row of " + store + " of " + bytes + " bytes is not written";
    }

    /** Failures to write, and of threads, since the start. */
    long failures() {
        return failures.get();
    }

    /** Rows that were not written since the start: tallies miss what they hold. */
    long rows() {
        return rows.get();
    }

    @Nullable
    String lastFailure() {
        return lastFailure;
    }
}
