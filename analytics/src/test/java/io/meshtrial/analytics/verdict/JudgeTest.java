package io.meshtrial.analytics.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.analytics.comparison.Interval;
import io.meshtrial.analytics.comparison.MetricComparison;
import io.meshtrial.analytics.comparison.Reading;
import io.meshtrial.analytics.comparison.SampleRatioReading;
import io.meshtrial.analytics.definition.Direction;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.ExperimentState;
import io.meshtrial.analytics.definition.MeasurementPlan;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.MetricKind;
import io.meshtrial.analytics.definition.MetricRole;
import io.meshtrial.analytics.definition.Variant;
import io.meshtrial.analytics.definition.VariantRole;
import io.meshtrial.analytics.verdict.Verdict.Better;
import io.meshtrial.analytics.verdict.Verdict.CannotJudge;
import io.meshtrial.analytics.verdict.Verdict.Harm;
import io.meshtrial.analytics.verdict.Verdict.Inconclusive;
import io.meshtrial.analytics.verdict.Verdict.InsufficientData;
import io.meshtrial.analytics.verdict.Verdict.NoHarm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
    private static final Metric ERRORS = new Metric(
            "error-rate",
            "Server errors",
            MetricKind.ERROR_RATE,
            null,
            null,
            MetricRole.GUARDRAIL,
            true,
            Direction.LOWER_IS_BETTER,
            0.25);
    private static final Metric FOUND = new Metric(
            "results-found",
            "Results found",
            MetricKind.VALUE_SHARE,
            null,
            "results",
            MetricRole.GOAL,
            false,
            Direction.HIGHER_IS_BETTER,
            null);

    @Test
    void everyGuardrailBelowItsMarginIsNoHarm() {
        assertThat(judge(errors(0.1, -3), found(1), SampleRatioReading.State.AS_PLANNED, 1, 0))
                .isInstanceOf(NoHarm.class);
    }

    @Test
    void aProvenGoalOverNoHarmIsBetter() {
        assertThat(judge(errors(0.1, -3), found(3.1), SampleRatioReading.State.AS_PLANNED, 1, 0))
                .isInstanceOf(Better.class);
    }

    @Test
    void aGoalAloneIsNotBetterWhileAGuardrailIsOpen() {
        assertThat(judge(errors(0.3, -3), found(9), SampleRatioReading.State.AS_PLANNED, 1, 0))
                .isInstanceOf(InsufficientData.class);
    }

    @Test
    void harmOnErrorsIsNotMaskedByASampleRatioAlarm() {
        assertThat(judge(errors(2, 4.7), found(1), SampleRatioReading.State.ALARM, 1, 0))
                .isInstanceOf(Harm.class);
        assertThat(judge(errors(2, 4.5), found(1), SampleRatioReading.State.ALARM, 1, 0))
                .isEqualTo(new CannotJudge(
                        ((CannotJudge) judge(errors(2, 4.5), found(1), SampleRatioReading.State.ALARM, 1, 0))
                                .deciding(),
                        Verdict.Reason.SAMPLE_RATIO));
    }

    @Test
    void aStaleStreamIsNoVerdictHoweverGoodTheNumbers() {
        assertThat(judge(errors(0.1, -3), found(9), SampleRatioReading.State.AS_PLANNED, 1, 61))
                .isInstanceOfSatisfying(
                        CannotJudge.class,
                        cannot -> assertThat(cannot.reason()).isEqualTo(Verdict.Reason.STALE_STREAM));
    }

    @Test
    void openGuardrailsAtTheEndOfTheTimeAreInconclusive() {
        assertThat(judge(errors(0.3, -3), found(1), SampleRatioReading.State.AS_PLANNED, 24, 0))
                .isInstanceOf(Inconclusive.class);
    }

    @Test
    void noGuardrailAtAllIsNeverAPass() {
        assertThat(Judge.judge(evidence(List.of(found(9)), SampleRatioReading.State.AS_PLANNED, 1, 0, Map.of())))
                .isInstanceOf(InsufficientData.class);
    }

    @Test
    void aSilentTreatmentHoldsAtFirstAndIsHarmAfterTheGrace() {
        List<MetricComparison> good = List.of(errors(0.1, -3));
        assertThat(Judge.judge(
                        evidence(good, SampleRatioReading.State.AS_PLANNED, 1, 0, Map.of("v2", Duration.ofMinutes(1)))))
                .isInstanceOfSatisfying(
                        CannotJudge.class, cannot -> assertThat(cannot.reason()).isEqualTo(Verdict.Reason.ARM_SILENT));
        assertThat(Judge.judge(
                        evidence(good, SampleRatioReading.State.AS_PLANNED, 1, 0, Map.of("v2", Duration.ofMinutes(3)))))
                .isInstanceOf(Harm.class);
    }

    @Test
    void theSentenceNamesTheDecidingNumbers() {
        assertThat(Sentence.of(judge(errors(0.031, -3), found(1), SampleRatioReading.State.AS_PLANNED, 1, 0)))
                .isEqualTo(
                        "Server errors upper bound +3.1\u202f% < margin 25\u202f%; the guardrail is below its margin.");
    }

    private static Verdict judge(
            MetricComparison errors, MetricComparison found, SampleRatioReading.State ratio, int hours, int age) {
        return Judge.judge(evidence(List.of(errors, found), ratio, hours, age, Map.of()));
    }

    private static Evidence evidence(
            List<MetricComparison> comparisons,
            SampleRatioReading.State ratio,
            int hours,
            int ageSeconds,
            Map<String, Duration> silence) {
        Instant now = START.plus(Duration.ofHours(hours));
        MeasurementPlan plan = new MeasurementPlan(
                0.01,
                0.05,
                0.05,
                20_000,
                Duration.ofMinutes(10),
                Duration.ofHours(24),
                Duration.ZERO,
                10_000_000,
                List.of(ERRORS, FOUND));
        Experiment experiment = new Experiment(
                "search",
                "Search",
                null,
                "demo",
                "catalog",
                null,
                ExperimentState.RUNNING,
                START,
                null,
                EventSource.APPLICATION,
                List.of(
                        new Variant("v1", VariantRole.CONTROL, "v1", null),
                        new Variant("v2", VariantRole.TREATMENT, "v2", null)),
                plan,
                List.of(),
                true);
        return new Evidence(
                experiment,
                comparisons,
                new SampleRatioReading(
                        ratio, 1, 1000, Map.of("v1", 900L, "v2", 100L), Map.of("v1", 900.0, "v2", 100.0)),
                1_000,
                false,
                0,
                0,
                false,
                false,
                silence,
                now.minusSeconds(ageSeconds),
                now);
    }

    /** Harm alarms from ln 100 = 4.605 on: one critical metric, one treatment. */
    private static MetricComparison errors(double upperBound, double logEHarm) {
        return comparison(ERRORS, upperBound, logEHarm, 0.0);
    }

    /** Better from ln 20 = 2.996 on: one goal, one treatment. */
    private static MetricComparison found(double logEBetter) {
        return comparison(FOUND, 0, 0, logEBetter);
    }

    private static MetricComparison comparison(Metric metric, double upperBound, double logEHarm, double logEBetter) {
        Interval change = new Interval(upperBound / 2, upperBound / 4, upperBound);
        Reading reading = new Reading(0.01, 500, 500);
        return new MetricComparison(
                metric, "v2", reading, reading, change, change, change, upperBound, logEHarm, logEBetter, null, null);
    }
}
