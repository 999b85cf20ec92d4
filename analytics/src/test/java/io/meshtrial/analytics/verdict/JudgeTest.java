package io.meshtrial.analytics.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.meshtrial.analytics.comparison.Need;
import io.meshtrial.analytics.definition.Direction;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.MetricKind;
import io.meshtrial.analytics.definition.MetricRole;
import io.meshtrial.analytics.verdict.Verdict.Better;
import io.meshtrial.analytics.verdict.Verdict.Harm;
import io.meshtrial.analytics.verdict.Verdict.Inconclusive;
import io.meshtrial.analytics.verdict.Verdict.InsufficientData;
import io.meshtrial.analytics.verdict.Verdict.NoHarm;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {

    @Test
    void everyGuardrailBelowItsMarginIsNoHarm() {
        assertThat(new Case().errors(0.1, -3).found(1).verdict()).isInstanceOf(NoHarm.class);
    }

    @Test
    void aBoundAtTheMarginIsNotBelowIt() {
        assertThat(new Case().errors(0.25, -3).verdict()).isInstanceOf(InsufficientData.class);
    }

    @Test
    void aProvenGoalOverNoHarmIsBetter() {
        assertThat(new Case().errors(0.1, -3).found(3.1).verdict()).isInstanceOf(Better.class);
    }

    @Test
    void aGoalAloneIsNotBetterWhileAGuardrailIsOpen() {
        assertThat(new Case().errors(0.3, -3).found(9).verdict()).isInstanceOf(InsufficientData.class);
    }

    @Test
    void oneOpenGuardrailOfSeveralIsNotNoHarm() {
        Case two = new Case().metrics(Case.ERRORS, Case.LATENCY).errors(0.1, -3);
        assertThat(two.compared(Case.LATENCY, "v2", 0.06, 0, 0).verdict()).isInstanceOf(InsufficientData.class);
    }

    /** Margin 25 %, so that the minimum effect is 5 %. */
    @ParameterizedTest
    @CsvSource({"0, 0.06, true", "0.0003, 0.06, true", "0.0003, 0.00001, false", "0, 0, false", "0, -0.01, false"})
    void whereControlHasNextToNothingTheDifferenceShowsHarm(double control, double difference, boolean harm) {
        Verdict verdict =
                new Case().aboveNothing(Case.ERRORS, control, difference, 20).verdict();
        assertThat(verdict instanceof Harm).isEqualTo(harm);
    }

    @Test
    void noGuardrailAtAllIsNeverAPass() {
        assertThat(new Case().found(9).verdict()).isInstanceOf(InsufficientData.class);
    }

    @Test
    void openGuardrailsAtTheEndOfTheTimeAreInconclusive() {
        assertThat(new Case().errors(0.3, -3).after(Duration.ofHours(24)).verdict())
                .isInstanceOf(Inconclusive.class);
        assertThat(new Case()
                        .errors(0.3, -3)
                        .after(Duration.ofHours(24).minusMillis(1))
                        .verdict())
                .isInstanceOf(InsufficientData.class);
    }

    /** ln(critical metrics × treatments/0.01) and ln(goals × treatments/0.05), by hand. */
    @ParameterizedTest
    @CsvSource({"1, 1, 4.6052, 2.9957", "2, 1, 5.2983, 2.9957", "1, 2, 5.2983, 3.6889", "2, 3, 6.3969, 4.0943"})
    void thresholdsGrowWithMetricsAndArms(int critical, int arms, double harm, double better) {
        String[] names = {"v2", "v3", "v4"};
        Case some = new Case()
                .treatments(Arrays.copyOf(names, arms))
                .metrics(
                        critical == 1
                                ? new Metric[] {Case.ERRORS, Case.FOUND}
                                : new Metric[] {Case.ERRORS, Case.FOUND, criticalLatency()});
        assertThat(Math.log(Judge.harmAlarm(some.evidence()))).isCloseTo(harm, within(1e-4));
        assertThat(Math.log(Judge.betterNeeded(some.evidence().experiment()))).isCloseTo(better, within(1e-4));
    }

    @Test
    void harmNeedsACriticalMetric() {
        Case latency = new Case().metrics(Case.ERRORS, Case.LATENCY).errors(0.1, -3);
        assertThat(latency.compared(Case.LATENCY, "v2", 0.5, 99, 0).verdict()).isInstanceOf(InsufficientData.class);
    }

    @Test
    void harmNeedsAnEstimateBeyondTheMinimumEffect() {
        // A fifth of the margin .25 is .05; the estimate is half the bound.
        assertThat(new Case().errors(0.11, 9).verdict()).isInstanceOf(Harm.class);
        assertThat(new Case().errors(0.10, 9).verdict()).isInstanceOf(NoHarm.class);
    }

    @Test
    void harmComesAtItsThreshold() {
        assertThat(new Case().errors(2, Math.log(100)).verdict()).isInstanceOf(Harm.class);
        assertThat(new Case().errors(2, Math.log(100) - 1e-9).verdict()).isInstanceOf(InsufficientData.class);
    }

    @Test
    void theStrongestHarmIsNamedFirst() {
        Case two = new Case().treatments("v2", "v3").errors(2, 9);
        assertThat(two.compared(Case.ERRORS, "v3", 3, 12, 0).verdict().deciding())
                .extracting(Deciding::variant)
                .containsExactly("v3", "v2");
    }

    @Test
    void theTightestMarginIsNamedFirst() {
        Case two = new Case().metrics(Case.ERRORS, Case.LATENCY).errors(0.1, -3);
        assertThat(two.compared(Case.LATENCY, "v2", 0.04, 0, 0).verdict().deciding())
                .extracting(Deciding::metric)
                .containsExactly("latency-mean", "error-rate");
    }

    @Test
    void insufficientDataSaysHowMuchIsNeeded() {
        Outlook ahead = new Outlook(10, Map.of(new Outlook.Guarded("error-rate", "v2"), 30.0));
        Case open = new Case().errors(0.3, -3).outlook(ahead);
        assertThat(open.verdict())
                .isInstanceOfSatisfying(
                        InsufficientData.class,
                        verdict -> assertThat(verdict.progress()).isEqualTo(new Need(1_000, 30_000, "requests")));
        // 29 000 more requests at 10 a second.
        assertThat(Outlook.decisionAt(open.evidence()))
                .contains(open.evidence().now().plusSeconds(2_900));
    }

    @Test
    void aPlannedSizeIsTheLeastThatIsNeeded() {
        assertThat(new Case().errors(0.3, -3).verdict())
                .isInstanceOfSatisfying(
                        InsufficientData.class,
                        verdict -> assertThat(verdict.progress().need()).isEqualTo(20_000));
    }

    private static Metric criticalLatency() {
        return new Metric(
                "slow",
                "Slow",
                MetricKind.LATENCY_MEAN,
                null,
                null,
                MetricRole.GUARDRAIL,
                true,
                Direction.LOWER_IS_BETTER,
                0.05);
    }
}
