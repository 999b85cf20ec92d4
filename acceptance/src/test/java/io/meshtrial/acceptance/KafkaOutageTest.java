package io.meshtrial.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.acceptance.ring.Await;
import io.meshtrial.acceptance.ring.Ring;
import io.meshtrial.acceptance.ring.Visits;
import io.meshtrial.acceptance.ring.Visits.Visit;
import io.meshtrial.acceptance.ring.WithRing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Faults 2 and 3: Kafka accepts connections and answers nothing for twenty seconds. Nobody who visits may notice, and a
 * minute after its return every event is counted. Under the profile proof at 500 requests a second, else at a visitor's pace.
 */
@ExtendWith(WithRing.class)
class KafkaOutageTest {

    private static final boolean PROOF = Boolean.getBoolean("meshtrial.proof");
    private static final int VISITORS = PROOF ? 10 : 1;
    /** Of one visitor; what the outage holds back must fit the services' queues. */
    private static final Duration BETWEEN = Duration.ofMillis(20);

    private static final Duration OUTAGE = Duration.ofSeconds(20);
    private static final Duration UNTIL_COUNTED = Duration.ofSeconds(60);

    @Test
    void noRequestFailsWhileKafkaIsStoppedAndAllAreCountedAfterwards(Ring ring) throws Exception {
        ring.startExperiment("kafka-stopped", "50% to v2");
        try {
            long broker = ring.pid("broker");
            Queue<Visit> visits = new ConcurrentLinkedQueue<>();
            signal("STOP", broker);
            try {
                visitDuringTheOutage(ring, visits);
            } finally {
                signal("CONT", broker);
            }
            if (PROOF) {
                assertThat(visits).hasSizeGreaterThan(Math.toIntExact(OUTAGE.toSeconds()) * 450);
            }

            assertThat(visits).isNotEmpty().allMatch(visit -> visit.status() == 200);
            long back = System.nanoTime();
            int counted = Await.until(
                    visits.size() + " events are counted",
                    UNTIL_COUNTED,
                    () -> requests(ring),
                    count -> count >= visits.size());
            assertThat(counted).isEqualTo(visits.size());
            System.out.printf(
                    "Kafka back after %s: %d of %d events counted %.1f s later, no request failed%n",
                    OUTAGE, counted, visits.size(), (System.nanoTime() - back) / 1e9);
            // A duplicate of what was sent again after the outage would come last.
            ring.awaitDelivered(UNTIL_COUNTED);
            assertThat(requests(ring)).isEqualTo(visits.size());
        } finally {
            ring.stopExperiment("kafka-stopped");
        }
    }

    private static void visitDuringTheOutage(Ring ring, Queue<Visit> visits) throws Exception {
        long began = System.nanoTime();
        List<Future<?>> visitors = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int visitor = 0; visitor < VISITORS; visitor++) {
                visitors.add(threads.submit(() -> {
                    // Due by the clock, so that a slow answer does not slow the pace.
                    for (long due = began; due < began + OUTAGE.toNanos(); due += BETWEEN.toNanos()) {
                        LockSupport.parkNanos(due - System.nanoTime());
                        visits.add(ring.visits().visit("/Weather", Visits.FIREFOX));
                    }
                    return null;
                }));
            }
        }
        for (Future<?> visitor : visitors) {
            visitor.get();
        }
    }

    private static int requests(Ring ring) throws Exception {
        return ring.results("kafka-stopped").at("/health/exposures/requests").asInt();
    }

    private static void signal(String name, long pid) throws Exception {
        int exit = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                .inheritIO()
                .start()
                .waitFor();
        assertThat(exit).as("kill -%s", name).isZero();
    }
}
