package io.meshtrial.statistics.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import io.meshtrial.statistics.multiplicity.ErrorBudget;
import io.meshtrial.statistics.planning.TimeToDecision.ErrorFlow;
import io.meshtrial.statistics.rate.RateStratum;
import io.meshtrial.statistics.rate.WatchedErrors;
import io.meshtrial.statistics.sequence.Contrast;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlanningTest {

    private static final Detection WATCHED = new Detection(0.05, 0.8, 1, true);

    @Test
    void aWatchedRateNeedsMoreThanTheFormulaSaysAndThePlanShowsTheFactor() {
        RatePlan plan = RatePlanner.of(new Detection(0.05, 0.8, 1.0 / 9, true))
                .plan(0.01, 1.2, new SplittableRandom(1))
                .orElseThrow();
        assertThat(plan.factor()).isBetween(1.0, 2.0);
        assertThat(plan.size().total()).isCloseTo(plan.formula().total() * plan.factor(), within(1e-6));
        assertThat(plan.simulatedRuns()).isEqualTo(2000);
    }

    @Test
    void thePlannedSizeDetectsAtLeast85PercentOfTheRises() {
        double base = 0.01;
        double ratio = 1.3;
        RatePlan plan = RatePlanner.of(WATCHED)
                .plan(base, ratio, new SplittableRandom(2))
                .orElseThrow();
        WatchedErrors watched = new WatchedErrors(0.5);
        long errors = Math.round(plan.size().control() * base * (1 + ratio));
        SplittableRandom random = new SplittableRandom(3);
        int detected = 0;
        int runs = 1000;
        for (int run = 0; run < runs; run++) {
            long treatment = 0;
            boolean alarm = false;
            for (long error = 1; error <= errors && !alarm; error++) {
                treatment += random.nextDouble() < ratio / (1 + ratio) ? 1 : 0;
                alarm = error % 20 == 0 && watched.logE(treatment, error - treatment) >= Math.log(20);
            }
            detected += alarm ? 1 : 0;
        }
        assertThat(detected).isGreaterThan(830);
    }

    @Test
    void theSamePlanComesFromTheSameSeed() {
        RatePlanner planner = new RatePlanner(WATCHED, 0.8, 200);
        assertThat(planner.plan(0.02, 2, new SplittableRandom(5)))
                .isEqualTo(planner.plan(0.02, 2, new SplittableRandom(5)));
    }

    @Test
    void impossiblePlansAreRefused() {
        assertThat(RatePlanner.of(WATCHED).plan(0.6, 2, new SplittableRandom(1)))
                .isEqualTo(Answer.undefined(Reason.RATE_OUTSIDE));
        assertThat(WATCHED.ofProportion(0.1, 0)).isEqualTo(Answer.undefined(Reason.DELTA_ZERO));
        assertThat(WATCHED.ofMean(1, 1).orElseThrow().duration(0)).isEqualTo(Answer.undefined(Reason.TRAFFIC));
        assertThatIllegalArgumentException().isThrownBy(() -> new RatePlanner(WATCHED, 0.8, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> PlannedInformation.of(100, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ErrorBudget(0, 0.05, 0.05, 1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ErrorBudget(0.01, 0.05, 0.05, 1, 0, 1));
    }

    @Test
    void plannedInformationOfTenPercentOf5000() {
        PlannedInformation plan = PlannedInformation.of(5000, 0.1);
        assertThat(plan.effectiveUnits()).isCloseTo(450, within(1e-9));
        assertThat(plan.standardError(4.5)).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void theTimeToADecisionOnAMeanIsWhenTheBoundPasses() {
        Contrast now = new Contrast(2, 1, 0.5);
        assertThat(TimeToDecision.untilBoundPasses(now, 0.1, 0.05, 1000))
                .isInstanceOfSatisfying(
                        Forecast.After.class, after -> assertThat(after.time()).isBetween(3.0, 10.0));
        assertThat(TimeToDecision.untilBoundPasses(new Contrast(9, 1, 0.5), 0.1, 0.05, 1000))
                .isEqualTo(new Forecast.After(0));
        assertThat(TimeToDecision.untilBoundPasses(new Contrast(0.001, 1, 0.5), 0.1, 0.05, 10))
                .isEqualTo(new Forecast.NotWithin(10));
    }

    @Test
    void theTimeToADecisionOnARateIsWhenTheMarginIsRefuted() {
        List<RateStratum> soFar = List.of(new RateStratum(5, 95, 0.05));
        ErrorFlow flow = new ErrorFlow(1, 1, 0.5);
        assertThat(TimeToDecision.untilNotInferior(soFar, flow, Math.log(1.25), Math.log(20), 1e5))
                .isInstanceOfSatisfying(
                        Forecast.After.class, after -> assertThat(after.time()).isBetween(200.0, 800.0));
        assertThat(TimeToDecision.untilNotInferior(soFar, new ErrorFlow(2, 1, 0.5), Math.log(1.25), Math.log(20), 1e4))
                .isEqualTo(new Forecast.NotWithin(1e4));
    }

    @Test
    void errorBudgetsSpreadOverMetricsAndArms() {
        ErrorBudget budget = new ErrorBudget(0.01, 0.05, 0.05, 5, 2, 2);
        assertThat(budget.logHarmThreshold()).isCloseTo(Math.log(1000), within(1e-12));
        assertThat(budget.logBetterThreshold()).isCloseTo(Math.log(80), within(1e-12));
        assertThat(budget.noHarmAlpha()).isEqualTo(0.025);
    }
}
