package io.meshtrial.experiment.mesh;

import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Tries what may fail for a moment, a bounded number of times. Pauses double up to 1.3 s, and each is drawn between half
 * and one and a half of that: writers that met in one conflict do not meet again in the next.
 */
@Component
class Retries {

    interface Pause {
        void of(long millis) throws InterruptedException;
    }

    static final int ATTEMPTS = 8;
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final int DOUBLINGS = 6;

    private final RandomGenerator random;
    private final Pause pause;

    @Autowired
    Retries(RandomGenerator random) {
        this(random, Thread::sleep);
    }

    Retries(RandomGenerator random, Pause pause) {
        this.random = random;
        this.pause = pause;
    }

    /** The pause before attempt {@code n} (from 1, the second one) as it is in the middle, in ms. */
    static long middle(int n) {
        return FIRST_PAUSE_MILLIS << Math.min(n, DOUBLINGS);
    }

    /** @return the first result that is not to be tried again, or the last one */
    <T> T unless(Predicate<T> again, Supplier<T> attempt) throws InterruptedException {
        T last = attempt.get();
        for (int n = 1; n < ATTEMPTS && again.test(last); n++) {
            long middle = middle(n);
            pause.of(middle / 2 + random.nextLong(middle));
            last = attempt.get();
        }
        return last;
    }
}
