package io.meshtrial.analytics.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.analytics.comparison.FrozenPlans;
import io.meshtrial.analytics.comparison.SampleRatioReading;
import io.meshtrial.analytics.comparison.Traffic;
import io.meshtrial.analytics.comparison.TrafficSorter;
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
import io.meshtrial.analytics.verdict.Shortage;
import io.meshtrial.analytics.verdict.Shortage.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** 10 % to v2; minutes since 10:00. */
class ShortagesTest {

    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
    private static final String TOKEN = "abcdefghijklmnopqrstuv";

    private final Experiment experiment = experiment();
    private final Shortages shortages = new Shortages(new FrozenPlans(id -> Optional.empty()));

    @Test
    void noArmIsShortWhileBothBringTheirShare() {
        assertThat(shortages(Map.of("v1", minutes(90, 0, 1, 2), "v2", minutes(10, 0, 1, 2)), 1, 3))
                .isEmpty();
    }

    @Test
    void aTreatmentThatNeverCameIsMissingOnceTwentyShouldHave() {
        assertThat(shortages(Map.of("v1", minutes(90, 0)), 1, 1)).isEmpty();
        assertThat(shortages(Map.of("v1", minutes(90, 0, 1)), 1, 2))
                .containsExactly(new Shortage("v2", Kind.MISSING, true, TEN));
    }

    @Test
    void aTreatmentThatStoppedIsSilentSinceTheMinuteAfterItsLast() {
        assertThat(shortages(Map.of("v1", minutes(200, 0, 1, 2), "v2", minutes(20, 0)), 1, 3))
                .containsExactly(new Shortage("v2", Kind.SILENT, true, TEN.plusSeconds(60)));
    }

    @Test
    void controlCanBeSilentToo() {
        assertThat(shortages(Map.of("v1", minutes(200, 0), "v2", minutes(20, 0, 1)), 1, 2))
                .containsExactly(new Shortage("v1", Kind.SILENT, false, TEN.plusSeconds(60)));
    }

    @Test
    void requestsOfTheSameUserAreNotSoManyArrivals() {
        assertThat(shortages(Map.of("v1", minutes(90, 0, 1)), 5, 2))
                .extracting(Shortage::kind)
                .doesNotContain(Kind.MISSING);
    }

    @Test
    void theMinuteUnderWayIsNotHeldAgainstAnyone() {
        assertThat(shortages(Map.of("v1", minutes(200, 0, 1), "v2", minutes(20, 0)), 1, 1))
                .isEmpty();
    }

    @Test
    void aSampleRatioThatIsShortIsRememberedFromItsFirstSight() {
        Map<String, SortedMap<Long, Tally>> few = Map.of("v1", minutes(990, 0, 1, 2), "v2", minutes(10, 0, 1, 2));
        Shortage first = new Shortage("v2", Kind.SHORT, true, TEN.plusSeconds(180));
        assertThat(shortages(few, 1, 3)).containsExactly(first);
        assertThat(shortages(few, 1, 4)).containsExactly(first);
        assertThat(shortages(Map.of("v1", minutes(90, 0, 1, 2), "v2", minutes(10, 0, 1, 2)), 1, 4))
                .isEmpty();
        assertThat(shortages(few, 1, 5)).containsExactly(new Shortage("v2", Kind.SHORT, true, TEN.plusSeconds(300)));
    }

    private List<Shortage> shortages(Map<String, SortedMap<Long, Tally>> arms, double clustering, int nowMinute) {
        Map<Cell, Tally> totals = new HashMap<>();
        Map<Cell, SortedMap<Long, Tally>> minutes = new HashMap<>();
        arms.forEach((variant, byMinute) -> {
            Cell cell = new Cell(EventSource.APPLICATION, new Stratum("short", 1, 1, 0), variant, variant, TOKEN);
            minutes.put(cell, byMinute);
            totals.put(cell, byMinute.values().stream().reduce(Tally.ZERO, Tally::plus));
        });
        Traffic traffic =
                TrafficSorter.sort(experiment, new ExperimentTallies(1, totals, minutes, Map.of()), Window.ALL);
        Instant now = TEN.plusSeconds(60L * nowMinute);
        return shortages.of(experiment, traffic, SampleRatioReading.of(experiment, traffic), clustering, now);
    }

    private static SortedMap<Long, Tally> minutes(long requests, int... minutes) {
        SortedMap<Long, Tally> tallies = new TreeMap<>();
        for (int minute : minutes) {
            tallies.put(
                    TEN.getEpochSecond() / 60 + minute,
                    new Tally(requests, 0, 0, 0, 0, Int128.ZERO, Int128.ZERO, LatencyCounts.EMPTY, new TreeMap<>()));
        }
        return tallies;
    }

    private static Experiment experiment() {
        String json = """
            {"schema": 1, "id": "short", "state": "RUNNING", "startedAt": "2026-11-22T09:00:00Z",
             "variants": [{"name": "v1", "role": "CONTROL", "version": "v1"},
                          {"name": "v2", "role": "TREATMENT", "version": "v2"}],
             "plan": {"plannedUnits": 20000, "metrics": []},
             "revisions": [{"number": 1, "at": "2026-11-22T09:00:00Z", "rules": "10%% to v2", "tokens": ["%s"],
               "allocations": [{"rule": "1", "text": "10%% to v2", "drawingRevision": 1, "unit": "REQUEST",
                 "randomised": true, "weights": {"v1": 9000, "v2": 1000}}]}]}
            """.formatted(TOKEN);
        return ((Read) DefinitionReader.read(json.getBytes(StandardCharsets.UTF_8))).experiment();
    }
}
