package io.meshtrial.analytics.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.meshtrial.analytics.comparison.TrafficSorter;
import io.meshtrial.analytics.comparison.Window;
import io.meshtrial.analytics.dashboard.answer.PlanningAnswer;
import io.meshtrial.analytics.definition.DefinitionReader;
import io.meshtrial.analytics.definition.DefinitionReading.Read;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.RandomisationUnit;
import io.meshtrial.analytics.definition.Revision;
import io.meshtrial.analytics.definition.RuleAllocation;
import io.meshtrial.analytics.definition.Variant;
import io.meshtrial.analytics.definition.VariantRole;
import io.meshtrial.analytics.tally.Cell;
import io.meshtrial.analytics.tally.ExperimentTallies;
import io.meshtrial.analytics.tally.Int128;
import io.meshtrial.analytics.tally.LatencyCounts;
import io.meshtrial.analytics.tally.Stratum;
import io.meshtrial.analytics.tally.Tally;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Before the start nothing is compared: plans rest on what the base version served, at 40 requests a second, 1 % of them failing. */
class ObservedTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:10:00Z");

    private final Experiment draft = draft();

    @Test
    void aDraftIsPlannedFromWhatAnotherExperimentsEventsTellOfTheBaseVersion() {
        ExperimentTallies other = tallies("other", 1, "stable", "v1");
        PlanningAnswer answer = answer(ExperimentTallies.NONE, List.of(other));
        assertThat(answer.requestsPerSecond()).isEqualTo(40);
        assertThat(answer.metrics().getFirst().baseline()).isEqualTo(0.01);
        assertThat(answer.metrics().getFirst().sentence())
                .startsWith(
                        "At 10\u202f% and 40 requests/s, a rise of Server errors from 1\u202f% to 1.2\u202f% shows in about ");
    }

    @Test
    void requestsThatNoRuleTookAreTheBaseVersionsTraffic() {
        PlanningAnswer answer = answer(tallies("draft", 0, "", "v1"), List.of());
        assertThat(answer.requestsPerSecond()).isEqualTo(40);
        assertThat(answer.metrics().getFirst().baseline()).isEqualTo(0.01);
    }

    @Test
    void whatAnotherVersionServedSaysNothingOfTheBase() {
        PlanningAnswer answer = answer(ExperimentTallies.NONE, List.of(tallies("other", 1, "canary", "v2")));
        assertThat(answer.metrics().getFirst().reason()).isEqualTo("no_baseline");
    }

    /** The verdict waits for both. */
    @Test
    void ofSeveralTreatmentsTheOneWithTheSmallestShareIsPlannedFor() {
        RuleAllocation drawn = new RuleAllocation(
                1,
                "25% to v2, 1% to v3",
                1,
                RandomisationUnit.REQUEST,
                true,
                Map.of("v1", 7_400, "v2", 2_500, "v3", 100));
        List<Variant> variants = new ArrayList<>(draft.variants());
        variants.add(new Variant("v3", VariantRole.TREATMENT, "v3", null));
        Experiment three = new Experiment(
                "three",
                "Three",
                null,
                "",
                "",
                null,
                draft.state(),
                null,
                null,
                EventSource.APPLICATION,
                variants,
                draft.plan(),
                List.of(new Revision(1, NOW, "25% to v2, 1% to v3", List.of(), List.of(drawn))),
                true,
                List.of());
        Observed nothing = Observed.of(
                three,
                TrafficSorter.sort(three, ExperimentTallies.NONE, Window.ALL),
                ExperimentTallies.NONE,
                List.of(),
                NOW);
        Planning planning = new Planning();
        PlanningAnswer both =
                planning.answer(three, nothing, new Planning.Given(null, "errors", null, 40.0, null, 0.01, 0.2, 0.8));
        PlanningAnswer larger =
                planning.answer(three, nothing, new Planning.Given("v2", "errors", null, 40.0, null, 0.01, 0.2, 0.8));
        assertThat(both.treatment()).isEqualTo("v3");
        assertThat(both.share()).isCloseTo(1 / 75.0, within(1e-12));
        assertThat(larger.treatment()).isEqualTo("v2");
        assertThat(both.metrics().getFirst().seconds())
                .isGreaterThan(larger.metrics().getFirst().seconds());
    }

    private PlanningAnswer answer(ExperimentTallies own, List<ExperimentTallies> others) {
        Observed observed = Observed.of(draft, TrafficSorter.sort(draft, own, Window.ALL), own, others, NOW);
        return new Planning()
                .answer(draft, observed, new Planning.Given(null, "errors", 0.1, null, null, null, 0.2, 0.8));
    }

    /** Ten whole minutes up to now. */
    private static ExperimentTallies tallies(String experiment, int rule, String variant, String served) {
        SortedMap<Long, Tally> minutes = new TreeMap<>();
        for (int minute = 1; minute <= 10; minute++) {
            minutes.put(
                    NOW.getEpochSecond() / 60 - minute,
                    new Tally(2400, 24, 0, 0, 0, Int128.ZERO, Int128.ZERO, LatencyCounts.EMPTY, new TreeMap<>()));
        }
        Cell cell = new Cell(EventSource.APPLICATION, new Stratum(experiment, rule, 1, 0), variant, served, "token");
        Map<Cell, Tally> totals = new HashMap<>();
        totals.put(cell, minutes.values().stream().reduce(Tally.ZERO, Tally::plus));
        return new ExperimentTallies(1, totals, Map.of(cell, minutes), Map.of());
    }

    private static Experiment draft() {
        String json = """
            {"schema": 1, "id": "draft", "state": "DRAFT",
             "variants": [{"name": "v1", "role": "CONTROL", "version": "v1"},
               {"name": "v2", "role": "TREATMENT", "version": "v2"}],
             "plan": {"plannedUnits": 20000, "metrics": [
               {"name": "errors", "label": "Server errors", "kind": "ERROR_RATE", "role": "GUARDRAIL", "critical": true,
                "direction": "LOWER_IS_BETTER", "margin": 0.25}]},
             "revisions": []}
            """;
        return ((Read) DefinitionReader.read(json.getBytes(StandardCharsets.UTF_8))).experiment();
    }
}
