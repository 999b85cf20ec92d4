package io.meshtrial.analytics.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.analytics.comparison.Comparisons;
import io.meshtrial.analytics.comparison.GatewayReport;
import io.meshtrial.analytics.comparison.InformationClocks;
import io.meshtrial.analytics.comparison.Silence;
import io.meshtrial.analytics.comparison.TrafficSorter;
import io.meshtrial.analytics.comparison.Window;
import io.meshtrial.analytics.dashboard.answer.SegmentsAnswer;
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
import io.meshtrial.analytics.tally.TallyKey.SegmentKey;
import io.meshtrial.analytics.tally.TallyKey.SegmentKind;
import io.meshtrial.analytics.tally.ValueSums;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Half of the requests go to v2; of 1 000 requests an arm and browser so many find something. The revision warms up for two
 * minutes, which are neither in the minutes nor in the segments.
 */
class SegmentsViewTest {

    private static final String TOKEN = "abcdefghijklmnopqrstuv";

    private static final long AFTER_WARM_UP =
            Instant.parse("2026-11-22T09:02:00Z").getEpochSecond() / 60;

    private static final Map<String, int[]> PARADOX =
            Map.of("Chrome", new int[] {2000, 1600, 1000, 950}, "Safari", new int[] {1000, 100, 2000, 500});

    @Test
    void aSegmentThatSurelyRunsAgainstTheTotalIsNamed() {
        SegmentsAnswer answer = answer(Map.of("Chrome", new int[] {300, 600}, "Safari", new int[] {600, 450}));
        assertThat(answer.opposite()).containsExactly("Safari");
    }

    @Test
    void aSegmentThatMayRunAgainstTheTotalByChanceIsNot() {
        SegmentsAnswer answer = answer(Map.of("Chrome", new int[] {300, 600}, "Safari", new int[] {500, 480}));
        assertThat(answer.opposite()).isEmpty();
    }

    /**
     * Simpson's paradox: v2 finds more in Chrome (95 of 100 against 80) and in Safari (25 against 10) and less in all, because
     * most of its requests came from Safari.
     */
    @Test
    void aParadoxIsNamed() {
        SegmentsAnswer answer = answer("REQUEST", PARADOX);
        assertThat(answer.total().estimate()).isNegative();
        assertThat(estimates(answer))
                .allSatisfy(estimate -> assertThat(estimate).isPositive());
        assertThat(answer.opposite()).containsExactlyInAnyOrder("Chrome", "Safari");
        assertThat(answer.untested()).isNull();
    }

    /** Requests of one user are no independent evidence: the paradox is seen in the values, and nothing is claimed of it. */
    @Test
    void underUsersAParadoxIsShownAndNotTestedForAReason() {
        SegmentsAnswer answer = answer("USER", PARADOX);
        assertThat(estimates(answer))
                .allSatisfy(estimate -> assertThat(estimate).isPositive());
        assertThat(answer.opposite()).isEmpty();
        assertThat(answer.untested()).isEqualTo(Silence.USERS_NOT_SEGMENTED.code());
        assertThat(answer.groups().getFirst().rows()).allSatisfy(row -> {
            assertThat(row.reason()).isEqualTo(Silence.USERS_NOT_SEGMENTED.code());
            assertThat(row.lower()).isNull();
            assertThat(row.e()).isNull();
            assertThat(row.claimed()).isFalse();
        });
    }

    private static List<Double> estimates(SegmentsAnswer answer) {
        return answer.groups().getFirst().rows().stream()
                .map(SegmentsAnswer.Row::estimate)
                .toList();
    }

    private SegmentsAnswer answer(Map<String, int[]> found) {
        Map<String, int[]> arms = new HashMap<>();
        found.forEach((browser, of) -> arms.put(browser, new int[] {1000, of[0], 1000, of[1]}));
        return answer("REQUEST", arms);
    }

    /** @param found by browser: requests of v1, so many of which found something, then of v2 */
    private SegmentsAnswer answer(String unit, Map<String, int[]> found) {
        Experiment experiment = experiment(unit);
        Map<Cell, Tally> totals = new HashMap<>();
        Map<SegmentKey, Tally> segments = new HashMap<>();
        found.forEach((browser, arms) -> {
            for (int arm = 0; arm < 2; arm++) {
                Cell cell = new Cell(
                        EventSource.APPLICATION, new Stratum("segments", 1, 1, 0), arm == 0 ? "v1" : "v2", "", TOKEN);
                Tally tally = tally(arms[2 * arm], arms[2 * arm + 1]);
                totals.merge(cell, tally, Tally::plus);
                segments.put(new SegmentKey(cell, SegmentKind.BROWSER, browser), tally);
            }
        });
        Map<Cell, SortedMap<Long, Tally>> minutes = new HashMap<>();
        totals.forEach((cell, tally) -> minutes.put(cell, new TreeMap<>(Map.of(AFTER_WARM_UP, tally))));
        ExperimentTallies tallies = new ExperimentTallies(1, totals, minutes, segments);
        Comparisons comparisons = new Comparisons(
                experiment, Map.of(), GatewayReport.of(experiment, ExperimentTallies.NONE), new InformationClocks());
        return new SegmentsView(
                        experiment,
                        tallies,
                        comparisons,
                        experiment.plan().metric("found").orElseThrow())
                .answer(TrafficSorter.sort(experiment, tallies, Window.ALL));
    }

    private static Tally tally(int requests, int found) {
        ValueSums sums = new ValueSums(requests, found, Int128.of(found), Int128.of(found));
        return new Tally(
                requests,
                10,
                0,
                0,
                0,
                Int128.ZERO,
                Int128.ZERO,
                LatencyCounts.EMPTY,
                new TreeMap<>(Map.of("results", sums)));
    }

    private static Experiment experiment(String unit) {
        String json = """
            {"schema": 1, "id": "segments", "state": "RUNNING", "startedAt": "2026-11-22T09:00:00Z",
             "variants": [{"name": "v1", "role": "CONTROL"}, {"name": "v2", "role": "TREATMENT"}],
             "plan": {"plannedUnits": 4000, "warmUp": "PT2M", "metrics": [
               {"name": "errors", "kind": "ERROR_RATE", "role": "GUARDRAIL", "direction": "LOWER_IS_BETTER", "margin": 0.25},
               {"name": "found", "kind": "VALUE_SHARE", "value": "results", "role": "GOAL",
                "direction": "HIGHER_IS_BETTER"}]},
             "revisions": [{"number": 1, "at": "2026-11-22T09:00:00Z", "tokens": ["%s"], "allocations": [
               {"rule": "1", "drawingRevision": 1, "unit": "%s", "randomised": true, "weights": {"v1": 5000, "v2": 5000}}]}]}
            """.formatted(TOKEN, unit);
        return ((Read) DefinitionReader.read(json.getBytes(StandardCharsets.UTF_8))).experiment();
    }
}
