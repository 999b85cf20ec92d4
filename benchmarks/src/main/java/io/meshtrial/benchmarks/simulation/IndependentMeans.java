package io.meshtrial.benchmarks.simulation;

import io.meshtrial.statistics.mean.ArmSummary;
import io.meshtrial.statistics.mean.MeanDifference;
import io.meshtrial.statistics.sequence.AsymptoticSequence;
import io.meshtrial.statistics.sequence.Contrast;
import io.meshtrial.statistics.special.NormalTail;
import java.util.List;
import java.util.random.RandomGenerator;

/** Independent observations, 80 in control and 20 in treatment at each of 100 looks. */
final class IndependentMeans {

    private static final int LOOKS = 100;
    private static final int CONTROL = 80;
    private static final int TREATMENT = 20;
    private static final double TREATMENT_SD = 1.5;
    private static final int FIRST_LOOK = 3;
    private static final double PLANNED = 3.877;

    private IndependentMeans() {}

    /** The effect in standard errors of the difference at the planned end; 3.877 is what the planner plans for 80 %. */
    static Situation withEffect(double standardErrors) {
        return withEffect(standardErrors, 0.05);
    }

    /** @param alpha error level of every test */
    static Situation withEffect(double standardErrors, double alpha) {
        double atEnd = Math.sqrt(1.0 / (LOOKS * CONTROL) + TREATMENT_SD * TREATMENT_SD / (LOOKS * TREATMENT));
        boolean none = standardErrors == 0;
        boolean planned = standardErrors == PLANNED && alpha == 0.05;
        return new Situation(
                "means, effect " + standardErrors + " SE" + (alpha == 0.05 ? "" : ", α " + alpha),
                "control N(0,1), treatment N(d,1.5²), 80 and 20 observations a look",
                LOOKS,
                List.of(
                        none
                                ? Column.ours("sequence", alpha)
                                : planned ? Column.detects("sequence", 0.85, 0.55) : Column.shown("sequence"),
                        none ? Column.ours("sequence, better", alpha) : Column.shown("sequence, better"),
                        Column.usual("z-test each look"),
                        Column.usual("z-test once at the end")),
                (random, watch) -> simulate(standardErrors * atEnd, alpha, random, watch));
    }

    /** When the two-sided sequence stops, with the variances as they are instead of estimated. */
    static StopDistribution stops(double standardErrors, double alpha) {
        return StopDistribution.ofWalk(standardErrors / Math.sqrt(LOOKS), LOOKS, look -> {
            if (look < FIRST_LOOK) {
                return Double.POSITIVE_INFINITY;
            }
            Contrast standard = new Contrast(0, 1, (double) look / LOOKS);
            return AsymptoticSequence.twoSided(standard, alpha).orElseThrow().halfWidth() * Math.sqrt(look);
        });
    }

    private static void simulate(double effect, double alpha, RandomGenerator random, Watch watch) {
        double critical = NormalTail.upperQuantile(alpha / 2);
        double threshold = -Math.log(alpha);
        double[] control = new double[2];
        double[] treatment = new double[2];
        for (int look = 1; look <= LOOKS; look++) {
            add(control, CONTROL, 0, 1, random);
            add(treatment, TREATMENT, effect, TREATMENT_SD, random);
            if (look < FIRST_LOOK) {
                continue;
            }
            Contrast contrast = MeanDifference.of(
                            summary(look * CONTROL, control),
                            summary(look * TREATMENT, treatment),
                            LOOKS * (double) (CONTROL + TREATMENT))
                    .orElseThrow();
            var two = AsymptoticSequence.twoSided(contrast, alpha).orElseThrow();
            var one = AsymptoticSequence.oneSided(contrast, alpha).orElseThrow();
            watch.see(0, look, two.logE() >= threshold);
            watch.see(1, look, one.logEGreater() >= threshold);
            watch.see(2, look, Math.abs(two.z()) > critical);
            watch.see(3, look, look == LOOKS && Math.abs(two.z()) > critical);
        }
    }

    private static void add(double[] sums, int number, double mean, double sd, RandomGenerator random) {
        for (int i = 0; i < number; i++) {
            double value = mean + sd * random.nextGaussian();
            sums[0] += value;
            sums[1] += value * value;
        }
    }

    private static ArmSummary summary(long n, double[] sums) {
        return ArmSummary.ofSums(n, sums[0], sums[1]).orElseThrow();
    }
}
