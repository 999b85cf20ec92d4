package io.meshtrial.acceptance.ring;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Waits for a condition, never for a time. */
public final class Await {

    private static final Duration LOOK = Duration.ofMillis(100);

    private Await() {}

    /** The first value that is right; fails with the last one seen when patience ends. */
    public static <T> T until(String what, Duration patience, Callable<T> look, Predicate<T> right) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        @Nullable T last = null;
        @Nullable Exception failure = null;
        do {
            try {
                last = look.call();
                failure = null;
                if (right.test(last)) {
                    return last;
                }
            } catch (java.io.IOException | AssertionError e) {
                failure = e instanceof Exception exception ? exception : new IllegalStateException(e);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        } while (System.nanoTime() < end);
        throw new AssertionError(
                "not within " + patience.toSeconds() + " s: " + what + "; last seen: " + last, failure);
    }
}
