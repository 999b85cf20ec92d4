package io.meshtrial.benchmarks.simulation;

import io.meshtrial.statistics.mean.ArmSummary;
import io.meshtrial.statistics.mean.RatioBounds;
import io.meshtrial.statistics.mean.StratifiedMeans;
import io.meshtrial.statistics.mean.Stratum;
import java.util.List;
import java.util.random.RandomGenerator;

/** A latency whose mean is worse by exactly its margin: promoting it is a mistake. */
final class MeansAtMargin {

    private static final int LOOKS = 100;
    private static final int[] UNITS = {180, 20};
    private static final double MARGIN = 0.05;
    private static final double MEAN = 100;
    private static final double SD = 60;
    private static final double PLANNED = LOOKS * 180.0 * 20 / 200;

    private MeansAtMargin() {}

    static Situation situation() {
        return new Situation(
                "mean worse by its margin of 5 %",
                "control N(100,60²), treatment N(105,60²), 180 and 20 observations a look",
                LOOKS,
                List.of(
                        Column.ours("promoted: ratio bound below the margin", 0.05),
                        Column.usual("promoted: z-test of the margin each look"),
                        Column.usual("promoted: no significant difference at the end")),
                MeansAtMargin::simulate);
    }

    private static void simulate(RandomGenerator random, Watch watch) {
        double[][] sums = new double[2][3];
        for (int look = 1; look <= LOOKS; look++) {
            for (int arm = 0; arm < 2; arm++) {
                for (int unit = 0; unit < UNITS[arm]; unit++) {
                    double value = MEAN * (1 + arm * MARGIN) + SD * random.nextGaussian();
                    sums[arm][0]++;
                    sums[arm][1] += value;
                    sums[arm][2] += value * value;
                }
            }
            StratifiedMeans means = StratifiedMeans.forVerdict(List.of(new Stratum(arm(sums[0]), arm(sums[1]))))
                    .toOptional()
                    .orElse(null);
            if (means == null) {
                continue;
            }
            double progress = means.information() / PLANNED;
            watch.see(
                    0,
                    look,
                    means.ratioBounds(progress, 0.05)
                            .map(RatioBounds::upper)
                            .toOptional()
                            .filter(upper -> upper < 1 + MARGIN)
                            .isPresent());
            var margin = means.contrast(1 + MARGIN, PLANNED).orElseThrow();
            watch.see(1, look, margin.estimate() < -1.645 * margin.standardError());
            var difference = means.contrast(1, PLANNED).orElseThrow();
            watch.see(2, look, look == LOOKS && Math.abs(difference.estimate()) < 1.96 * difference.standardError());
        }
    }

    private static ArmSummary arm(double[] sums) {
        return ArmSummary.ofSums((long) sums[0], sums[1], sums[2]).orElseThrow();
    }
}
