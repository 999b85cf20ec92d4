package io.meshtrial.analytics.ingest.accesslog;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.envoyproxy.envoy.data.accesslog.v3.AccessLogCommon;
import java.util.concurrent.TimeUnit;

/**
 * One stream's entries on the proxy's own clock: how many there were between the first and the last end of a request. Used
 * by the stream's thread alone.
 */
final class LogClock {

    private static final long NANOS_PER_MICRO = 1_000;
    private static final long SHORTEST_SPAN_MICROS = TimeUnit.SECONDS.toMicros(1);
    private static final long LONGEST_HOLE_MICROS = TimeUnit.HOURS.toMicros(1);

    private long entries;
    private long firstEndMicros = Long.MAX_VALUE;
    private long lastEndMicros = Long.MIN_VALUE;

    void saw(AccessLogCommon common) {
        Timestamp start = common.getStartTime();
        Duration duration = common.getDuration();
        long end = TimeUnit.SECONDS.toMicros(start.getSeconds() + duration.getSeconds())
                + (start.getNanos() + duration.getNanos()) / NANOS_PER_MICRO;
        entries++;
        firstEndMicros = Math.min(firstEndMicros, end);
        lastEndMicros = Math.max(lastEndMicros, end);
    }

    boolean isEmpty() {
        return entries == 0;
    }

    long firstEndMicros() {
        return firstEndMicros;
    }

    /** What a stream that broke leaves behind. */
    Tail tail() {
        return new Tail(entries, lastEndMicros - firstEndMicros, lastEndMicros);
    }

    /**
     * @param entries that the stream brought within {@code spanMicros}
     * @param lastEndMicros of its last request, since the epoch
     */
    record Tail(long entries, long spanMicros, long lastEndMicros) {

        static final Tail NONE = new Tail(0, 0, 0);

        /**
         * Entries that are missing if requests went on at the stream's mean rate until the successor's first. A stream
         * of less than a second tells no rate, and no hole is taken for longer than an hour.
         *
         * @param firstEndMicros of the successor's first request; what the proxy kept for it lies before the hole's end
         */
        long missingUntil(long firstEndMicros) {
            if (entries < 2 || spanMicros < SHORTEST_SPAN_MICROS || firstEndMicros <= lastEndMicros) {
                return 0;
            }
            double hole = Math.min((double) firstEndMicros - lastEndMicros, LONGEST_HOLE_MICROS);
            double betweenMicros = spanMicros / (double) (entries - 1);
            // The usual wait for the next request is no loss.
            return Math.max(0, Math.round(hole / betweenMicros) - 1);
        }
    }
}
