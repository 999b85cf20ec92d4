package io.meshtrial.analytics.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.analytics.comparison.Comparisons;
import io.meshtrial.analytics.comparison.GatewayReport;
import io.meshtrial.analytics.comparison.InformationClocks;
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
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Half of the requests go to v2; of 1 000 requests an arm and browser so many find something. */
class SegmentsViewTest {

    private static final String TOKEN = "abcdefghijklmnopqrstuv";

    private final Experiment experiment = experiment();

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

    private SegmentsAnswer answer(Map<String, int[]> found) {
        Map<Cell, Tally> totals = new HashMap<>();
        Map<SegmentKey, Tally> segments = new HashMap<>();
        found.forEach((browser, arms) -> {
            for (int arm = 0; arm < 2; arm++) {
                Cell cell = new Cell(
                        EventSource.APPLICATION, new Stratum("segments", 1, 1, 0), arm == 0 ? "v1" : "v2", "", TOKEN);
                totals.merge(cell, tally(arms[arm]), Tally::plus);
                segments.put(new SegmentKey(cell, SegmentKind.BROWSER, browser), tally(arms[arm]));
            }
        });
        ExperimentTallies tallies = new ExperimentTallies(1, totals, Map.of(), segments);
        Comparisons comparisons = new Comparisons(
                experiment, Map.of(), GatewayReport.of(experiment, ExperimentTallies.NONE), new InformationClocks());
        return new SegmentsView(
                        experiment,
                        tallies,
                        comparisons,
                        experiment.plan().metric("found").orElseThrow())
                .answer(TrafficSorter.sort(experiment, tallies, Window.ALL));
    }

    private static Tally tally(int found) {
        ValueSums sums = new ValueSums(1000, found, Int128.of(found), Int128.of(found));
        return new Tally(
                1000,
                10,
                0,
                0,
                0,
                Int128.ZERO,
                Int128.ZERO,
                LatencyCounts.EMPTY,
                new TreeMap<>(Map.of("results", sums)));
    }

    private static Experiment experiment() {
        String json = """
            {"schema": 1, "id": "segments", "state": "RUNNING", "startedAt": "2026-11-22T09:00:00Z",
             "variants": [{"name": "v1", "role": "CONTROL"}, {"name": "v2", "role": "TREATMENT"}],
             "plan": {"plannedUnits": 4000, "metrics": [
               {"name": "errors", "kind": "ERROR_RATE", "role": "GUARDRAIL", "direction": "LOWER_IS_BETTER", "margin": 0.25},
               {"name": "found", "kind": "VALUE_SHARE", "value": "results", "role": "GOAL",
                "direction": "HIGHER_IS_BETTER"}]},
             "revisions": [{"number": 1, "at": "2026-11-22T09:00:00Z", "tokens": ["%s"], "allocations": [
               {"rule": "1", "drawingRevision": 1, "randomised": true, "weights": {"v1": 5000, "v2": 5000}}]}]}
            """.formatted(TOKEN);
        return ((Read) DefinitionReader.read(json.getBytes(StandardCharsets.UTF_8))).experiment();
    }
}
