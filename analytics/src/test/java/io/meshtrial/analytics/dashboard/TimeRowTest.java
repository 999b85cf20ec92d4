package io.meshtrial.analytics.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.meshtrial.analytics.comparison.Window;
import io.meshtrial.analytics.definition.DefinitionReader;
import io.meshtrial.analytics.definition.DefinitionReading.Read;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.tally.Cell;
import io.meshtrial.analytics.tally.ExperimentTallies;
import io.meshtrial.analytics.tally.Int128;
import io.meshtrial.analytics.tally.LatencyCounts;
import io.meshtrial.analytics.tally.Stratum;
import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.analytics.tally.UserSample;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Raw tallies over time, as they are exported. */
class TimeRowTest {

    private static final long HOUR = 29_000_040;
    private static final Experiment EXPERIMENT =
            ((Read) DefinitionReader.read("""
                {"schema": 1, "id": "e", "state": "RUNNING", "startedAt": "2026-11-22T09:00:00Z",
                 "variants": [{"name": "v1", "role": "CONTROL"}, {"name": "v2", "role": "TREATMENT"}],
                 "plan": {"plannedUnits": 2000, "metrics": []},
                 "revisions": [{"number": 1, "at": "2026-11-22T09:00:00Z", "tokens": ["of-the-route"], "allocations": [
                   {"rule": "1", "drawingRevision": 1, "unit": "REQUEST", "randomised": true,
                    "weights": {"v1": 9000, "v2": 1000}}]}]}
                """.getBytes(StandardCharsets.UTF_8))).experiment();

    @Test
    void minutesAndHoursAreRowsOfTheirOwnAndForgedOnesAreNone() {
        Cell known = cell("of-the-route");
        Cell forged = cell("invented");
        var minutes = new TreeMap<>(Map.of(HOUR, tally(600), HOUR + 60, tally(7), HOUR + 61, tally(9)));
        ExperimentTallies tallies = new ExperimentTallies(
                1,
                Map.of(),
                Map.of(known, minutes, forged, minutes),
                Map.of(known, Set.of(HOUR)),
                Map.of(),
                Map.of(),
                UserSample.WHOLE);

        assertThat(TimeRow.of(EXPERIMENT, tallies, Window.ALL))
                .extracting(TimeRow::span, TimeRow::start, TimeRow::requests)
                .containsExactly(
                        tuple("hour", at(HOUR), 600L),
                        tuple("minute", at(HOUR + 60), 7L),
                        tuple("minute", at(HOUR + 61), 9L));
        assertThat(TimeRow.of(EXPERIMENT, tallies, new Window(at(HOUR + 61), null)))
                .singleElement()
                .matches(row -> row.requests() == 9 && row.durationSumMicros().equals("9000"));
    }

    private static Cell cell(String token) {
        return new Cell(EventSource.APPLICATION, new Stratum("e", 1, 1, 0), "v2", "v2", token);
    }

    private static Tally tally(long requests) {
        return new Tally(
                requests,
                0,
                0,
                0,
                0,
                new Int128(0, requests * 1000),
                Int128.ZERO,
                LatencyCounts.EMPTY,
                new TreeMap<>());
    }

    private static Instant at(long minute) {
        return Instant.ofEpochSecond(minute * 60);
    }
}
