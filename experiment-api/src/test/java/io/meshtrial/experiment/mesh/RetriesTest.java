package io.meshtrial.experiment.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Fault 11. Oracle: the bounds that the class states. */
class RetriesTest {

    private static List<Long> pauses(long seed) throws InterruptedException {
        List<Long> pauses = new ArrayList<>();
        String last = new Retries(new Random(seed), pauses::add).unless("no"::equals, () -> "no");
        assertThat(last).isEqualTo("no");
        return pauses;
    }

    @Test
    void whatAlwaysFailsIsTriedEightTimes() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        new Retries(new Random(1), millis -> {}).unless(any -> true, attempts::incrementAndGet);
        assertThat(attempts).hasValue(Retries.ATTEMPTS);
    }

    @Test
    void whatSucceedsIsNotTriedAgain() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        int result = new Retries(new Random(1), millis -> {}).unless(n -> n < 3, attempts::incrementAndGet);
        assertThat(result).isEqualTo(3);
        assertThat(attempts).hasValue(3);
    }

    @Test
    void pausesDoubleToABoundAndAreDrawnBetweenHalfAndOneAndAHalf() throws Exception {
        for (long seed = 0; seed < 1_000; seed++) {
            List<Long> pauses = pauses(seed);
            assertThat(pauses).hasSize(Retries.ATTEMPTS - 1);
            for (int n = 1; n < Retries.ATTEMPTS; n++) {
                assertThat(pauses.get(n - 1)).isBetween(Retries.middle(n) / 2, Retries.middle(n) * 3 / 2);
            }
        }
        assertThat(Retries.middle(7)).isEqualTo(1_280);
    }

    @Test
    void twoWritersThatMetInOneConflictDoNotKeepStep() throws Exception {
        List<Long> one = pauses(1);
        List<Long> other = pauses(2);
        int together = 0;
        for (int n = 0; n < one.size(); n++) {
            together += one.get(n).equals(other.get(n)) ? 1 : 0;
        }
        assertThat(together).isLessThan(2);
    }
}
