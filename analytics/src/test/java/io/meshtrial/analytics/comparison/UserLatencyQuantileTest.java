package io.meshtrial.analytics.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.meshtrial.statistics.Reason;
import io.meshtrial.statistics.mean.ArmSummary;
import io.meshtrial.statistics.mean.Stratum;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Oracle: by hand; shares of requests at or above each rung, control's at the threshold against treatment's at the factor. */
class UserLatencyQuantileTest {

    private static final Levels LEVELS = new Levels(0.05, 0.05, 0.01, 1000);
    private static final List<Double> FACTORS = List.of(0.9, 1.0, 1.05, 1.1, 1.3);
    private static final double CONTROL = 0.1;

    @Test
    void whereNoUserReachesAnyRungNothingVariesAndNothingIsSaid() {
        RatioEstimate estimate = quantile(0, 0, 1, 0, 0, 0, 0, 0).estimate();
        assertThat(estimate.reason()).isEqualTo(Reason.ZERO_VARIANCE.code());
        assertThat(estimate.ratio()).isEqualTo(Interval.UNKNOWN);
        assertThat(estimate.oneSidedUpper()).isNull();
        assertThat(estimate.logEGreater()).isNull();
    }

    @Test
    void beforeItsClockIsKeptItSaysSo() {
        RatioEstimate estimate =
                quantile(CONTROL, 0.09, 0, 0.15, 0.12, 0.1, 0.08, 0.02).estimate();
        assertThat(estimate.reason()).isEqualTo(Silence.PLAN_NOT_FROZEN.code());
        assertThat(estimate.ratio()).isEqualTo(Interval.UNKNOWN);
    }

    @Test
    void everyRungsClockIsAskedAtTheFirstLook() {
        List<Integer> asked = new ArrayList<>();
        List<ProgressClock> clocks = new ArrayList<>();
        for (int rung = 0; rung < FACTORS.size(); rung++) {
            int own = rung;
            clocks.add(means -> {
                asked.add(own);
                return 0;
            });
        }
        UserLatencyQuantile first = quantile(CONTROL, 0.09, 0, 0.15, 0.12, 0.1, 0.08, 0.02);
        assertThat(new UserLatencyQuantile(FACTORS, first.rungs(), clocks, LEVELS)
                        .estimate()
                        .reason())
                .isEqualTo(Silence.PLAN_NOT_FROZEN.code());
        assertThat(asked).contains(0, 1, 2, 3, 4);
    }

    @Test
    void slowerThanTheWholeLadderIsAnUnknownEstimateWithItsBound() {
        RatioEstimate estimate =
                quantile(CONTROL, 0.09, 1, 0.3, 0.3, 0.3, 0.3, 0.3).estimate();
        assertThat(estimate.ratio().estimate()).isNull();
        assertThat(estimate.ratio().lower()).isEqualTo(Math.nextUp(1.3 * 64 / 65));
        assertThat(estimate.oneSidedUpper()).isNull();
        assertThat(estimate.logEGreater()).isGreaterThan(10);
        assertThat(estimate.reason()).isNull();
    }

    @Test
    void fasterThanTheWholeLadderLikewise() {
        RatioEstimate estimate =
                quantile(CONTROL, 0.09, 1, 0.01, 0.01, 0.01, 0.01, 0.01).estimate();
        assertThat(estimate.ratio().estimate()).isNull();
        assertThat(estimate.ratio().upper()).isEqualTo(Math.nextDown(0.9));
        assertThat(estimate.ratio().lower()).isNull();
    }

    /** Between .12 at 1.0 and .08 at 1.05 the share is control's .1 half-way. */
    @Test
    void betweenTwoRungsItIsInterpolated() {
        RatioEstimate estimate =
                quantile(CONTROL, 0.09, 1, 0.15, 0.12, 0.08, 0.05, 0.02).estimate();
        assertThat(estimate.ratio().estimate()).isCloseTo(1.025, within(1e-12));
    }

    private static UserLatencyQuantile quantile(double control, double variance, double progress, double... treatment) {
        List<List<Stratum>> rungs = new ArrayList<>();
        List<ProgressClock> clocks = new ArrayList<>();
        for (double share : treatment) {
            rungs.add(List.of(
                    new Stratum(new ArmSummary(2000, control, variance), new ArmSummary(2000, share, variance))));
            clocks.add(means -> progress);
        }
        return new UserLatencyQuantile(FACTORS, rungs, clocks, LEVELS);
    }
}
