package io.meshtrial.analytics.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.meshtrial.analytics.definition.DefinitionReader;
import io.meshtrial.analytics.definition.DefinitionReading.Read;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.planning.Shown.Kind;
import io.meshtrial.analytics.tally.Int128;
import io.meshtrial.analytics.tally.LatencyCounts;
import io.meshtrial.analytics.tally.RatioSums;
import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.analytics.tally.UserSums;
import io.meshtrial.analytics.tally.ValueSums;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the verdict asks for. That it then speaks is simulated in {@code PlanningVerdictTest}. */
class PlannerTest {

    private static final double RULED_OUT = 33_435.985;
    private static final double HARM = 56_134.997;
    private static final Baseline MEAN = new Baseline.Measured(100, 102, 2, 50, 50, 1);

    private final Planner planner = new Planner(1);

    /**
     * (2.7790942 + .8416212)²·V/δ² with the one-sided multiplier of STATISTICS (a) (h₁/SE of its numbers, 5.7123739503 over
     * 2.0554804791) and V = (50²·1.02² + 50²)/.5, planned and tuned at the same size.
     */
    @Test
    void aGuardrailThatIsNotCriticalIsRuledOutAtTheBoundsOwnDistance() {
        Baseline mean = new Baseline.Measured(100, 102, 2, 51, 50, 1);
        Requirement requirement = planner.requirement(question("latency", 0.02, RULED_OUT), mean);
        assertThat(Objects.requireNonNull(requirement.shown()).kind()).isEqualTo(Kind.RULED_OUT);
        assertThat(units(requirement)).isCloseTo(RULED_OUT, within(2.0));
    }

    /** e ≥ 6/.01 (three critical metrics, two treatments), r = c(.02): z = 3.8969438 by bisection in Python's NormalDist. */
    @Test
    void aCriticalGuardrailAsksForTheEvidenceOfHarm() {
        Requirement requirement = planner.requirement(question("slow", 0.02, HARM), MEAN);
        assertThat(requirement.shown()).isEqualTo(new Shown(Kind.HARM, 0.01 / 6, 0.01, 0.2 * 0.05));
        assertThat(units(requirement)).isCloseTo(HARM, within(2.0));
    }

    @Test
    void aGoalIsPlannedForAGainAndALossAlike() {
        Question gain = question("found", null, 10_000);
        assertThat(gain.relativeChange()).isEqualTo(0.05);
        assertThat(gain.shown())
                .hasValueSatisfying(shown -> assertThat(shown).isEqualTo(new Shown(Kind.BETTER, 0.05 / 2, 0.01, 0)));
        assertThat(question("found", -0.05, 10_000).shown())
                .hasValueSatisfying(shown -> assertThat(shown.kind()).isEqualTo(Kind.WORSE));
    }

    @Test
    void noVerdictIsDrawnFromAGainOnAGuardrail() {
        Requirement requirement = planner.requirement(question("latency", -0.02, 10_000), MEAN);
        assertThat(requirement.units()).isNull();
        assertThat(requirement.reason()).isEqualTo("no_verdict");
    }

    /** Judge: harm asks for an estimate above a fifth of the margin, .05 of .25 and .01 of .05. */
    @ParameterizedTest
    @CsvSource({"errors, 0.03", "errors, 0.05", "errors, 0.000001", "slow, 0.01"})
    void noHarmIsDrawnFromAChangeWithinTheMinimumEffect(String metric, double change) {
        Baseline baseline = metric.equals("errors")
                ? new Baseline.Rate(0.01, 0.01 * (1 + change))
                : new Baseline.Measured(100, 100 * (1 + change), 100 * change, 50, 50, 1);
        Requirement requirement = planner.requirement(question(metric, change, 10_000), baseline);
        assertThat(requirement.units()).isNull();
        assertThat(requirement.reason()).isEqualTo("no_verdict");
    }

    /**
     * A rise of .051 has the evidence at the formula's size; its estimate then wanders about the minimum effect of .05. A walk
     * without drift stays below it from look 50 to look 300 in arcsin(√(50/300))/π = 13 % of the runs, so never 99 % decide.
     */
    @Test
    void aRateWhoseRunsDoNotDecideHasNoSize() {
        Question usual = question("errors", 0.051, 10_000);
        Question sure = new Question(usual.experiment(), usual.metric(), 0.5, 0.5, null, 0.051, 0.99);
        Requirement requirement = planner.requirement(sure, new Baseline.Rate(0.01, 0.01051));
        assertThat(requirement.units()).isNull();
        assertThat(requirement.reason()).isEqualTo("not_within_horizon");
    }

    /** A hundred units bring one error at 1 %, six hundred bring six: no evidence of 600 comes of them. */
    @Test
    void runsThatNeverDecideHaveNoFactor() {
        RateSize size = new RateSize(new Shown(Kind.HARM, 0.01 / 6, 0.01, 0.05), 0.5, 0.01, 1.2, 1);
        assertThat(size.factor(100, 0.88, new SplittableRandom(1))).isEmpty();
    }

    /**
     * Beyond the minimum effect of .01 by .001 at 80 %: (.8416212/.1)²·V with V = (50² + 50²)/.5, change .011 of 100.
     */
    @Test
    void aMeanNeedsAnEstimateBeyondTheMinimumEffectToo() {
        Baseline mean = new Baseline.Measured(100, 101.1, 1.1, 50, 50, 1);
        assertThat(units(planner.requirement(question("slow", 0.011, 10_000), mean)))
                .isCloseTo(708_326.3, within(20.0));
    }

    @Test
    void aRateTakesTheFormulaTimesTheFactorThatSimulationFinds() {
        Question question = question("errors", 0.2, 10_000);
        Requirement requirement = planner.requirement(question, new Baseline.Rate(0.01, 0.012));
        assertThat(requirement.factor()).isBetween(1.0, 1.6);
        assertThat(requirement.simulatedRuns()).isEqualTo(RateSize.RUNS);
        assertThat(new Planner(1).requirement(question, new Baseline.Rate(0.01, 0.012)))
                .isEqualTo(requirement);
    }

    @Test
    void withoutABaselineThereIsNoSize() {
        Requirement requirement = planner.requirement(question("errors", 0.2, 10_000), null);
        assertThat(requirement.units()).isNull();
        assertThat(requirement.reason()).isEqualTo("no_baseline");
    }

    @Test
    void aRateThatCannotBeIsRefusedByName() {
        Requirement requirement = planner.requirement(question("errors", 2.0, 10_000), new Baseline.Rate(0.6, 1.8));
        assertThat(requirement.units()).isNull();
        assertThat(requirement.reason()).isEqualTo("rate_outside");
    }

    @Test
    void aGuardrailIsPlannedForItsMargin() {
        assertThat(question("errors", null, 10_000).relativeChange()).isEqualTo(0.25);
    }

    /** Six hundred of a thousand requests carry the value, so a plan takes 1/.6 as many. */
    @Test
    void ofAValueTheRequestsThatCarryItCount() {
        ValueSums sums = new ValueSums(600, 300, Int128.of(600_000_000L), Int128.of(1_200L * 1_000_000_000_000L));
        Tally control = tally(1000, new TreeMap<>(Map.of("results", sums)));
        Question question = question("results", 0.05, 10_000);
        Baseline baseline = Baselines.of(question, control).orElseThrow();
        assertThat(baseline.value()).isCloseTo(1, within(1e-12));
        assertThat(baseline.counted()).isCloseTo(0.6, within(1e-12));
        Baseline.Measured measured = (Baseline.Measured) baseline;
        Baseline all = new Baseline.Measured(1, 1.05, measured.distance(), measured.control(), measured.treatment(), 1);
        assertThat(units(planner.requirement(question, baseline)))
                .isCloseTo(units(planner.requirement(question, all)) / 0.6, within(1.0));
    }

    /** The control of arXiv 1803.06336's formula in STATISTICS (e): R .175, and .0011634375 for the mean of six users. */
    @Test
    void ofUsersTheVarianceOfOneUserCounts() {
        long fixed = 1_000_000;
        RatioSums sums = new RatioSums(
                6,
                Int128.of(7 * fixed),
                Int128.of(40),
                Int128.of(15 * fixed * fixed),
                Int128.of(68 * fixed),
                Int128.of(338));
        UserSums users = new UserSums(6, 2, 0, 40, new TreeMap<>(Map.of("results", sums)));
        Baseline.Measured value =
                (Baseline.Measured) Baselines.ofUsers(question("results", 0.05, 10_000), users, Tally.ZERO)
                        .orElseThrow();
        assertThat(value.value()).isCloseTo(0.175, within(1e-12));
        assertThat(value.treatment()).isCloseTo(Math.sqrt(6 * 0.0011634375), within(1e-9));
        assertThat(Baselines.ofUsers(question("errors", 0.2, 10_000), users, tally(40, new TreeMap<>())))
                .hasValueSatisfying(rate -> assertThat(rate.value()).isCloseTo(2 / 6.0, within(1e-12)));
        assertThat(Baselines.ofUsers(question("results", 0.05, 10_000), UserSums.ZERO, tally(40, new TreeMap<>())))
                .isEmpty();
    }

    private static Tally tally(long requests, TreeMap<String, ValueSums> values) {
        return new Tally(requests, 4, 0, 0, 0, Int128.ZERO, Int128.ZERO, LatencyCounts.EMPTY, values);
    }

    private static double units(Requirement requirement) {
        return Objects.requireNonNull(requirement.units());
    }

    private static Question question(String metric, @Nullable Double change, double plannedUnits) {
        Experiment experiment = experiment(Math.round(plannedUnits));
        return new Question(experiment, experiment.plan().metric(metric).orElseThrow(), 0.5, 0.5, null, change, 0.8);
    }

    private static Experiment experiment(long plannedUnits) {
        String json = """
            {"schema": 1, "id": "planned", "state": "DRAFT",
             "variants": [{"name": "v1", "role": "CONTROL"}, {"name": "v2", "role": "TREATMENT"},
               {"name": "v3", "role": "TREATMENT"}],
             "plan": {"plannedUnits": %d, "alphaNoHarm": 0.1, "metrics": [
               {"name": "errors", "kind": "ERROR_RATE", "role": "GUARDRAIL", "critical": true,
                "direction": "LOWER_IS_BETTER", "margin": 0.25},
               {"name": "slow", "kind": "LATENCY_MEAN", "role": "GUARDRAIL", "critical": true,
                "direction": "LOWER_IS_BETTER", "margin": 0.05},
               {"name": "p99", "kind": "LATENCY_QUANTILE", "quantile": 0.99, "role": "GUARDRAIL", "critical": true,
                "direction": "LOWER_IS_BETTER", "margin": 0.05},
               {"name": "latency", "kind": "LATENCY_MEAN", "role": "GUARDRAIL",
                "direction": "LOWER_IS_BETTER", "margin": 0.05},
               {"name": "results", "kind": "VALUE_MEAN", "value": "results", "role": "GUARDRAIL",
                "direction": "LOWER_IS_BETTER", "margin": 0.05},
               {"name": "found", "kind": "VALUE_SHARE", "value": "results", "role": "GOAL",
                "direction": "HIGHER_IS_BETTER"}]},
             "revisions": []}
            """.formatted(plannedUnits);
        return ((Read) DefinitionReader.read(json.getBytes(StandardCharsets.UTF_8))).experiment();
    }
}
