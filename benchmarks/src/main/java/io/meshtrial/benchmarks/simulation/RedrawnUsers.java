package io.meshtrial.benchmarks.simulation;

import io.meshtrial.statistics.mean.ArmSummary;
import io.meshtrial.statistics.mean.Moments;
import io.meshtrial.statistics.mean.StratifiedMeans;
import io.meshtrial.statistics.mean.Stratum;
import io.meshtrial.statistics.sequence.AsymptoticSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A ramp from 10 to 50 %: returning control users are redrawn with their own share, new users with another. */
final class RedrawnUsers {

    private static final int LOOKS = 60;
    private static final int USERS = 100;
    private static final double[] SHARES = {0.5, 0.4 / 0.9};
    private static final double RETURNING_LEVEL = 0.5;
    private static final double PLANNED = LOOKS * USERS * 0.5;

    private RedrawnUsers() {}

    static Situation situation() {
        return new Situation(
                "redrawn users",
                "new users at 50 %, returning ones at 44 % with a level half a standard deviation higher",
                LOOKS,
                List.of(Column.ours("split by origin", 0.05), Column.usual("one stratum")),
                RedrawnUsers::simulate);
    }

    private static void simulate(RandomGenerator random, Watch watch) {
        double[][][] sums = new double[2][2][3];
        double[][] pooled = new double[2][3];
        for (int look = 1; look <= LOOKS; look++) {
            for (int origin = 0; origin < 2; origin++) {
                for (int user = 0; user < USERS; user++) {
                    int arm = random.nextDouble() < SHARES[origin] ? 1 : 0;
                    double value = origin * RETURNING_LEVEL + random.nextGaussian();
                    add(sums[origin][arm], value);
                    add(pooled[arm], value);
                }
            }
            List<Stratum> strata = new ArrayList<>();
            for (double[][] origin : sums) {
                strata.add(stratum(origin));
            }
            watch.see(0, look, alarm(strata));
            watch.see(1, look, alarm(List.of(stratum(pooled))));
        }
    }

    private static boolean alarm(List<Stratum> strata) {
        return StratifiedMeans.forVerdict(strata)
                .flatMap(means -> means.contrast(1, PLANNED))
                .flatMap(contrast -> AsymptoticSequence.twoSided(contrast, 0.05))
                .toOptional()
                .filter(two -> two.logE() >= Math.log(20))
                .isPresent();
    }

    private static void add(double[] sums, double value) {
        sums[0]++;
        sums[1] += value;
        sums[2] += value * value;
    }

    private static Stratum stratum(double[][] arms) {
        return new Stratum(arm(arms[0]), arm(arms[1]));
    }

    private static ArmSummary arm(double[] sums) {
        return Moments.ofSums((long) sums[0], sums[1], sums[2])
                .flatMap(Moments::summary)
                .orElseThrow();
    }
}
