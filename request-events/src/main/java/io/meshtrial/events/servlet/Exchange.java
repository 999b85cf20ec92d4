package io.meshtrial.events.servlet;

import io.meshtrial.events.Draw;
import io.meshtrial.events.RequestIdentity;
import io.meshtrial.events.RequestValues;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One request with an identity, from its arrival to the end of its response. */
final class Exchange {

    private final RequestIdentity identity;
    private final Draw draw;
    private final Instant start;
    private final long startNanos;
    private final RequestValues values = new RequestValues();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile boolean timedOut;
    private volatile int brokenOffAt;
    private volatile @Nullable Throwable failure;
    private volatile String route = "";

    Exchange(RequestIdentity identity, Draw draw, Instant start, long startNanos) {
        this.identity = identity;
        this.draw = draw;
        this.start = start;
        this.startNanos = startNanos;
    }

    RequestIdentity identity() {
        return identity;
    }

    Draw draw() {
        return draw;
    }

    Instant start() {
        return start;
    }

    long startNanos() {
        return startNanos;
    }

    RequestValues values() {
        return values;
    }

    /** Template of the route that took the request; an error page's own comes later and does not count. */
    String route() {
        return route;
    }

    void routedBy(String template) {
        route = template;
    }

    void timedOut() {
        timedOut = true;
    }

    /**
     * What left the application.
     *
     * @param sentStatus the status that had already been sent, 0 when none had
     */
    void failed(Throwable what, int sentStatus) {
        failure = what;
        brokenOffAt = sentStatus;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    /** The status that was sent before the application failed, 0 when it did not fail so late. */
    int brokenOffAt() {
        return brokenOffAt;
    }

    boolean isTimedOut() {
        return timedOut;
    }

    /** True for the first caller only: a response ends once, however many are told of it. */
    boolean end() {
        return ended.compareAndSet(false, true);
    }
}
