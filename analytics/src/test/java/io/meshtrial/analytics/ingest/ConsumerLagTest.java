package io.meshtrial.analytics.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.analytics.ingest.ConsumerLag.Offsets;
import io.meshtrial.analytics.ingest.ConsumerLag.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What waits, and since when, is looked at partition by partition. */
class ConsumerLagTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aPartitionThatStandsStillBesideOnesThatFlowIsStalled() {
        Reading reading = Reading.UNKNOWN;
        for (int second = 0; second <= 60; second += 5) {
            reading = reading.next(
                    Map.of(0, new Offsets(100L * second, 100L * second + 20), 1, new Offsets(500, 700)), at(second));
        }
        assertThat(reading.records()).isEqualTo(220);
        assertThat(reading.stalledFor(at(60))).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void partitionsThatMoveOrHaveNothingToTallyAreNot() {
        Reading reading = Reading.UNKNOWN;
        for (int second = 0; second <= 60; second += 5) {
            reading = reading.next(Map.of(0, new Offsets(second, 1_000), 1, new Offsets(700, 700)), at(second));
        }
        assertThat(reading.stalledFor(at(60))).isZero();
        // The first event after a quiet hour has waited since it came, not since the last one was tallied.
        reading = reading.next(Map.of(0, new Offsets(1_000, 1_000), 1, new Offsets(700, 700)), at(3_600));
        reading = reading.next(Map.of(0, new Offsets(1_000, 1_001), 1, new Offsets(700, 700)), at(3_605));
        assertThat(reading.stalledFor(at(3_605))).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void whatTheBrokerDoesNotTellIsNotKnownAndNoReasonToBeginAnew() {
        Reading reading = Reading.UNKNOWN.next(Map.of(0, new Offsets(10, 30)), at(0));
        assertThat(reading.unknown().records()).isEqualTo(-1);
        assertThat(reading.unknown().stalledFor(at(60))).isZero();
        assertThat(reading.unknown()
                        .next(Map.of(0, new Offsets(10, 30)), at(60))
                        .stalledFor(at(60)))
                .isEqualTo(Duration.ofSeconds(60));
        assertThat(Reading.UNKNOWN.next(Map.of(), at(0)).records()).isEqualTo(-1);
    }

    private static Instant at(long second) {
        return START.plusSeconds(second);
    }
}
