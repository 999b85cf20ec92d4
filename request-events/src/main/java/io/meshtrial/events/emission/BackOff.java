package io.meshtrial.events.emission;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses between attempts: they double from 100 ms to a bound, each shortened at random by up to half. */
final class BackOff {

    private static final Duration FIRST = Duration.ofMillis(100);

    private final Duration longest;
    private final RandomGenerator random;
    private Duration pause = Duration.ZERO;

    BackOff(Duration longest, RandomGenerator random) {
        this.longest = longest;
        this.random = random;
    }

    /** Whether no attempt has failed since the last success. */
    boolean isFirst() {
        return pause.isZero();
    }

    Duration next() {
        Duration doubled = pause.isZero() ? FIRST : pause.multipliedBy(2);
        pause = doubled.compareTo(longest) > 0 ? longest : doubled;
        long nanos = pause.toNanos();
        return Duration.ofNanos(nanos - (long) (nanos / 2.0 * random.nextDouble()));
    }

    void succeeded() {
        pause = Duration.ZERO;
    }
}
