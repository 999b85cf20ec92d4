package io.meshtrial.analytics.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.analytics.comparison.FrozenPlans;
import io.meshtrial.analytics.comparison.MetricComparison;
import io.meshtrial.analytics.dashboard.answer.PlanningAnswer;
import io.meshtrial.analytics.definition.DefinitionReader;
import io.meshtrial.analytics.definition.DefinitionReading.Read;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.planning.Shown;
import io.meshtrial.analytics.tally.Cell;
import io.meshtrial.analytics.tally.ExperimentTallies;
import io.meshtrial.analytics.tally.Int128;
import io.meshtrial.analytics.tally.LatencyCounts;
import io.meshtrial.analytics.tally.Stratum;
import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.analytics.tally.TopicCounts;
import io.meshtrial.analytics.tally.UserSums;
import io.meshtrial.analytics.tally.ValueSums;
import io.meshtrial.analytics.verdict.Evidence;
import io.meshtrial.analytics.verdict.Judge;
import io.meshtrial.analytics.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The planned size against the verdict itself: seeded runs, each look assessed and judged as in the service, must speak at the
 * planned power, within two standard errors, and far less often at a third of the size.
 */
class PlanningVerdictTest {

    private static final String TOKEN = "abcdefghijklmnopqrstuv";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final double SHARE = 0.3;
    private static final double POWER = 0.8;
    private static final int RUNS = 100;
    private static final int LOOKS = 12;

    private final Experiment experiment = experiment();
    private final Assessor assessor = new Assessor(new FrozenPlans(id -> Optional.empty()));

    @ParameterizedTest
    @CsvSource({
        "errors, 0.02, 0.5, HARM",
        "errors, 0.01, 0.2, HARM",
        "found, 0.4, 0.06, BETTER",
        "kept, 0.5, -0.05, RULED_OUT",
        "faults, 0.05, 0.3, RULED_OUT",
    })
    void atThePlannedSizeTheVerdictSpeaks(String metric, double base, double change, Shown.Kind kind) {
        PlanningAnswer answer = new Planning()
                .answer(
                        experiment,
                        new Observed(Tally.ZERO, UserSums.ZERO, 1, Pace.NONE),
                        new Planning.Given(null, metric, SHARE, 40.0, null, base, change, POWER));
        PlanningAnswer.Row row = answer.metrics().getFirst();
        assertThat(row.shows()).isEqualTo(kind);
        double size = Objects.requireNonNull(row.total());
        double changed = kind == Shown.Kind.RULED_OUT ? base : base * (1 + change);
        SplittableRandom random = new SplittableRandom(17);
        int early = 0;
        int spoken = 0;
        for (int run = 0; run < RUNS; run++) {
            int look = firstWord(metric, kind, size / LOOKS, base, changed, random);
            early += look <= LOOKS / 3 ? 1 : 0;
            spoken += look <= LOOKS ? 1 : 0;
        }
        double error = Math.sqrt(POWER * (1 - POWER) / RUNS);
        assertThat(spoken / (double) RUNS).isGreaterThanOrEqualTo(POWER - 2 * error);
        assertThat(early / (double) RUNS).isLessThan(POWER - 4 * error);
    }

    /** The look at which the verdict speaks; beyond the last one when it does not. */
    private int firstWord(
            String metric, Shown.Kind kind, double perLook, double base, double changed, SplittableRandom random) {
        Counts control = new Counts(base);
        Counts treatment = new Counts(changed);
        for (int look = 1; look <= LOOKS; look++) {
            control.add(Math.round(perLook * (1 - SHARE)), random);
            treatment.add(Math.round(perLook * SHARE), random);
            boolean errors = metric.equals("errors") || metric.equals("faults");
            if (speaks(metric, kind, control.tally(errors), treatment.tally(errors))) {
                return look;
            }
        }
        return LOOKS + 1;
    }

    private boolean speaks(String metric, Shown.Kind kind, Tally control, Tally treatment) {
        ExperimentTallies tallies =
                new ExperimentTallies(1, Map.of(cell("v1"), control, cell("v2"), treatment), Map.of(), Map.of());
        Evidence evidence = assessor.assess(
                        new Results.Look(experiment, tallies, ExperimentTallies.NONE, TopicCounts.NONE, true, NOW))
                .evidence();
        if (kind == Shown.Kind.HARM) {
            return Judge.judge(evidence) instanceof Verdict.Harm;
        }
        MetricComparison comparison = evidence.comparisons().stream()
                .filter(c -> c.metric().name().equals(metric))
                .findFirst()
                .orElseThrow();
        Double better = comparison.logEBetter();
        return kind == Shown.Kind.RULED_OUT
                ? comparison.isBelowMargin()
                : better != null && better >= Math.log(Judge.betterNeeded(evidence.experiment()));
    }

    private static Cell cell(String variant) {
        return new Cell(EventSource.APPLICATION, new Stratum("planned", 1, 1, 0), variant, "", TOKEN);
    }

    /** Requests of one arm, each a hit with the same probability. */
    private static final class Counts {
        private final double probability;
        private long requests;
        private long hits;

        private Counts(double probability) {
            this.probability = probability;
        }

        private void add(long more, SplittableRandom random) {
            requests += more;
            double spread = Math.sqrt(more * probability * (1 - probability));
            hits += Math.clamp(Math.round(more * probability + spread * random.nextGaussian()), 0, more);
        }

        private Tally tally(boolean errors) {
            ValueSums found = new ValueSums(requests, errors ? 0 : hits, Int128.ZERO, Int128.ZERO);
            return new Tally(
                    requests,
                    errors ? hits : 0,
                    0,
                    0,
                    0,
                    Int128.ZERO,
                    Int128.ZERO,
                    LatencyCounts.EMPTY,
                    new TreeMap<>(Map.of("results", found)));
        }
    }

    /** The N* that is frozen is not the planned size, as in life. */
    private static Experiment experiment() {
        String json = """
            {"schema": 1, "id": "planned", "state": "RUNNING", "startedAt": "2026-11-22T09:00:00Z",
             "variants": [{"name": "v1", "role": "CONTROL"}, {"name": "v2", "role": "TREATMENT"}],
             "plan": {"plannedUnits": 20000, "metrics": [
               {"name": "errors", "kind": "ERROR_RATE", "role": "GUARDRAIL", "critical": true,
                "direction": "LOWER_IS_BETTER", "margin": 0.25},
               {"name": "faults", "kind": "ERROR_RATE", "role": "GUARDRAIL",
                "direction": "LOWER_IS_BETTER", "margin": 0.3},
               {"name": "kept", "kind": "VALUE_SHARE", "value": "results", "role": "GUARDRAIL",
                "direction": "HIGHER_IS_BETTER", "margin": 0.05},
               {"name": "found", "kind": "VALUE_SHARE", "value": "results", "role": "GOAL",
                "direction": "HIGHER_IS_BETTER"}]},
             "revisions": [{"number": 1, "at": "2026-11-22T09:00:00Z", "tokens": ["%s"], "allocations": [
               {"rule": "1", "drawingRevision": 1, "randomised": true, "weights": {"v1": 7000, "v2": 3000}}]}]}
            """.formatted(TOKEN);
        return ((Read) DefinitionReader.read(json.getBytes(StandardCharsets.UTF_8))).experiment();
    }
}
