package io.meshtrial.benchmarks.simulation;

import io.meshtrial.statistics.mean.ArmSummary;
import io.meshtrial.statistics.mean.Moments;
import io.meshtrial.statistics.mean.StratifiedMeans;
import io.meshtrial.statistics.mean.Stratum;
import io.meshtrial.statistics.sequence.AsymptoticSequence;
import java.util.List;
import java.util.random.RandomGenerator;

/** A canary of 1 % and a sparse, skewed value: most units bring nothing, few bring much. */
final class SparseCanary {

    private static final int LOOKS = 200;
    private static final int UNITS = 1000;
    private static final double SHARE = 0.01;
    private static final double SPREAD = 1.5;
    private static final double PLANNED = LOOKS * UNITS * SHARE * (1 - SHARE);

    private SparseCanary() {}

    /** 2 % of the units bring anything at all. */
    static Situation sparse() {
        return situation("sparse values, canary 1 %", "2 % of the units bring a lognormal value (σ 1.5)", 0.02);
    }

    /** Every unit brings a value, and few bring most of it. */
    static Situation lognormal() {
        return situation("lognormal values, canary 1 %", "every unit brings a lognormal value (σ 1.5)", 1);
    }

    private static Situation situation(String name, String story, double brings) {
        return new Situation(
                name,
                story + ", 1000 units a look",
                LOOKS,
                List.of(
                        Column.ours("harm, 30 units and larger variance", 0.01),
                        Column.ours("better, 30 units and larger variance", 0.05),
                        Column.usual("harm, from 30 events on")),
                (random, watch) -> simulate(brings, random, watch));
    }

    private static void simulate(double brings, RandomGenerator random, Watch watch) {
        double[][] sums = new double[2][3];
        long events = 0;
        for (int look = 1; look <= LOOKS; look++) {
            for (int unit = 0; unit < UNITS; unit++) {
                int arm = random.nextDouble() < SHARE ? 1 : 0;
                sums[arm][0]++;
                if (random.nextDouble() < brings) {
                    double value = Math.exp(SPREAD * random.nextGaussian());
                    events++;
                    sums[arm][1] += value;
                    sums[arm][2] += value * value;
                }
            }
            if (sums[1][0] < 2) {
                continue;
            }
            Stratum stratum = new Stratum(arm(sums[0]), arm(sums[1]));
            var cautious = StratifiedMeans.forVerdict(List.of(stratum)).toOptional();
            watch.see(0, look, cautious.filter(SparseCanary::harm).isPresent());
            watch.see(1, look, cautious.filter(SparseCanary::better).isPresent());
            watch.see(
                    2,
                    look,
                    events >= 30 && harm(StratifiedMeans.of(List.of(stratum)).orElseThrow()));
        }
    }

    private static boolean harm(StratifiedMeans means) {
        return means.contrast(1, PLANNED)
                .flatMap(contrast -> AsymptoticSequence.oneSided(contrast, 0.01))
                .toOptional()
                .filter(one -> one.logELess() >= Math.log(100))
                .isPresent();
    }

    private static boolean better(StratifiedMeans means) {
        return means.contrast(1, PLANNED)
                .flatMap(contrast -> AsymptoticSequence.oneSided(contrast, 0.01))
                .toOptional()
                .filter(one -> one.logEGreater() >= Math.log(20))
                .isPresent();
    }

    private static ArmSummary arm(double[] sums) {
        return Moments.ofSums((long) sums[0], sums[1], sums[2])
                .flatMap(Moments::summary)
                .orElseThrow();
    }
}
