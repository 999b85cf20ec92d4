package io.meshtrial.analytics.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.tally.Cell;
import io.meshtrial.analytics.tally.ExperimentTallies;
import io.meshtrial.analytics.tally.Int128;
import io.meshtrial.analytics.tally.LatencyCounts;
import io.meshtrial.analytics.tally.Stratum;
import io.meshtrial.analytics.tally.Tally;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** STATISTICS, traps: events between a foreign edit and its acceptance leave both arms and stay out. */
class DisputeTest {

    private static final long TEN = Instant.parse("2026-11-22T10:00:00Z").getEpochSecond() / 60;

    /** Ten minutes of 90 and 10 requests, from ten on; in every second one everything fails. */
    private static ExperimentTallies tallies() {
        Map<Cell, Tally> totals = new HashMap<>();
        Map<Cell, SortedMap<Long, Tally>> minutes = new HashMap<>();
        Map.of("v1", 90L, "v2", 10L).forEach((variant, requests) -> {
            SortedMap<Long, Tally> byMinute = new TreeMap<>();
            for (int minute = 0; minute < 10; minute++) {
                byMinute.put(
                        TEN + minute,
                        new Tally(
                                requests,
                                minute % 2 == 0 ? 0 : requests,
                                0,
                                0,
                                0,
                                Int128.ZERO,
                                Int128.ZERO,
                                LatencyCounts.EMPTY,
                                new TreeMap<>()));
            }
            Cell cell =
                    new Cell(EventSource.APPLICATION, new Stratum("d", 1, 1, 0), variant, variant, TestTallies.TOKEN);
            minutes.put(cell, byMinute);
            totals.put(cell, byMinute.values().stream().reduce(Tally.ZERO, Tally::plus));
        });
        return new ExperimentTallies(1, totals, minutes, Map.of());
    }

    private static Traffic traffic(String disputes) {
        return traffic(disputes, "PT0S", Window.ALL);
    }

    private static Traffic traffic(String disputes, String warmUp, Window window) {
        Experiment experiment = TestTallies.read("""
            {"schema": 1, "id": "d", "state": "RUNNING", "startedAt": "2026-11-22T10:00:00Z",
             "variants": [{"name": "v1", "role": "CONTROL"}, {"name": "v2", "role": "TREATMENT"}],
             "plan": {"plannedUnits": 2000, "warmUp": "%s", "metrics": []}, "disputes": [%s],
             "revisions": [{"number": 1, "at": "2026-11-22T10:00:00Z", "tokens": ["%s"], "allocations": [
               {"rule": "1", "drawingRevision": 1, "unit": "REQUEST", "randomised": true,
                "weights": {"v1": 9000, "v2": 1000}}]}]}
            """.formatted(warmUp, disputes, TestTallies.TOKEN));
        return TrafficSorter.sort(experiment, tallies(), window);
    }

    @Test
    void nothingIsLeftOutWithoutADispute() {
        Traffic traffic = traffic("");
        assertThat(traffic.requests()).isEqualTo(1_000);
        assertThat(traffic.leftOut().disputed()).isZero();
    }

    @Test
    void everyMinuteThatADisputeTouchesLeavesBothArmsAndIsCounted() {
        Traffic traffic = traffic("""
                {"from": "2026-11-22T10:02:59Z", "until": "2026-11-22T10:04:00Z"},
                {"from": "2026-11-22T10:07:30Z", "until": "2026-11-22T10:07:31Z"}""");
        assertThat(traffic.leftOut().disputed()).isEqualTo(4 * 100);
        assertThat(traffic.requestsOf("v1")).isEqualTo(6 * 90);
        assertThat(traffic.requestsOf("v2")).isEqualTo(6 * 10);
        assertThat(traffic.compared().getFirst().assigned()).containsEntry("v2", 60L);
        assertThat(traffic.minutesOf("v2").keySet()).containsExactly(TEN, TEN + 1, TEN + 5, TEN + 6, TEN + 8, TEN + 9);
        // Of the minutes that are left, three of six failed altogether.
        assertThat(traffic.compared().getFirst().arm("v2").errors()).isEqualTo(30);
    }

    @Test
    void whileAnEditWaitsNothingAfterItIsCompared() {
        Traffic traffic = traffic("{\"from\": \"2026-11-22T10:03:00Z\"}");
        assertThat(traffic.requests()).isEqualTo(300);
        assertThat(traffic.leftOut().disputed()).isEqualTo(700);
    }

    @Test
    void aMinuteOfTheWarmUpIsLeftOutOnce() {
        Traffic traffic = traffic(
                "{\"from\": \"2026-11-22T10:01:00Z\", \"until\": \"2026-11-22T10:03:30Z\"}", "PT2M", Window.ALL);
        assertThat(traffic.leftOut().warmUp()).isEqualTo(200);
        assertThat(traffic.leftOut().disputed()).isEqualTo(200);
        assertThat(traffic.requests()).isEqualTo(600);
    }

    @Test
    void aWindowCountsOnlyWhatIsInIt() {
        Window window = new Window(Instant.parse("2026-11-22T10:03:00Z"), Instant.parse("2026-11-22T10:06:00Z"));
        Traffic traffic =
                traffic("{\"from\": \"2026-11-22T10:01:00Z\", \"until\": \"2026-11-22T10:03:30Z\"}", "PT0S", window);
        assertThat(traffic.requests()).isEqualTo(200);
        assertThat(traffic.leftOut().disputed()).isEqualTo(100);
    }
}
