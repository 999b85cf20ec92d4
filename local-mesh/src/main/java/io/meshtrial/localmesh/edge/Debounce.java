package io.meshtrial.localmesh.edge;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Runs an action once things have been quiet for a while, or after a longest delay: istiod's 100 ms and 10 s. */
final class Debounce {

    static final Duration QUIET = Duration.ofMillis(100);
    static final Duration LONGEST = Duration.ofSeconds(10);

    private static final long NONE = -1;

    private final Vertx vertx;
    private final LongSupplier nanos;
    private final Runnable action;
    private long timer = NONE;
    private long first;

    Debounce(Vertx vertx, LongSupplier nanos, Runnable action) {
        this.vertx = vertx;
        this.nanos = nanos;
        this.action = action;
    }

    void signal() {
        long now = nanos.getAsLong();
        if (timer == NONE) {
            first = now;
        } else {
            vertx.cancelTimer(timer);
        }
        long left = LONGEST.toMillis() - Duration.ofNanos(now - first).toMillis();
        timer = vertx.setTimer(Math.max(1, Math.min(QUIET.toMillis(), left)), fired -> {
            timer = NONE;
            action.run();
        });
    }
}
