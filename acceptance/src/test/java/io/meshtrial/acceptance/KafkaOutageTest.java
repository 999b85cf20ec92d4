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
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Faults 2 and 3: Kafka accepts connections and answers nothing for twenty seconds. Nobody who visits may notice, and a
 * minute after its return every event is counted.
 */
@ExtendWith(WithRing.class)
class KafkaOutageTest {

    private static final Duration OUTAGE = Duration.ofSeconds(20);
    private static final Duration UNTIL_COUNTED = Duration.ofSeconds(60);

    @Test
    void noRequestFailsWhileKafkaIsStoppedAndAllAreCountedAfterwards(Ring ring) throws Exception {
        ring.startExperiment("kafka-stopped", "50% to v2");
        try {
            long broker = ring.pid("broker");
            List<Visit> visits = new ArrayList<>();
            signal("STOP", broker);
            try {
                long end = System.nanoTime() + OUTAGE.toNanos();
                while (System.nanoTime() < end) {
                    visits.add(ring.visits().visit("/Weather", Visits.FIREFOX));
                    // A visitor's pace: what the outage holds back must fit the services' queues.
                    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                }
            } finally {
                signal("CONT", broker);
            }

            assertThat(visits).isNotEmpty().allMatch(visit -> visit.status() == 200);
            int counted = Await.until(
                    visits.size() + " events are counted",
                    UNTIL_COUNTED,
                    () -> requests(ring),
                    count -> count >= visits.size());
            assertThat(counted).isEqualTo(visits.size());
            // A duplicate of what was sent again after the outage would come last.
            ring.awaitDelivered(UNTIL_COUNTED);
            assertThat(requests(ring)).isEqualTo(visits.size());
        } finally {
            ring.stopExperiment("kafka-stopped");
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
