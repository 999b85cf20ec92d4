package io.meshtrial.benchmarks.simulation;

import io.meshtrial.statistics.rate.PhasedRateRatio;
import io.meshtrial.statistics.rate.RateStratum;
import java.util.List;
import java.util.random.RandomGenerator;

/** Two rules of one revision give treatment different shares, and their requests fail at different rates. */
final class RulesOfDifferentShares {

    private static final int LOOKS = 100;
    private static final long REQUESTS = 500;
    private static final double[] SHARES = {0.05, 0.5};
    private static final double[] RATES = {0.01, 0.02};

    private RulesOfDifferentShares() {}

    static Situation situation() {
        return new Situation(
                "rules of different shares",
                "one rule at 5 % with 1 % errors, one at 50 % with 2 % errors, 500 requests a look each",
                LOOKS,
                List.of(Column.ours("harm, by rule", 0.01), Column.usual("harm, rules pooled")),
                RulesOfDifferentShares::simulate);
    }

    private static void simulate(RandomGenerator random, Watch watch) {
        long[][] errors = new long[2][2];
        double pooledShare = (SHARES[0] + SHARES[1]) / 2;
        for (int look = 1; look <= LOOKS; look++) {
            for (int rule = 0; rule < 2; rule++) {
                long treatment = Draw.binomial(random, REQUESTS, SHARES[rule]);
                errors[rule][1] += Draw.binomial(random, treatment, RATES[rule]);
                errors[rule][0] += Draw.binomial(random, REQUESTS - treatment, RATES[rule]);
            }
            watch.see(
                    0,
                    look,
                    harm(List.of(
                            new RateStratum(errors[0][1], errors[0][0], SHARES[0]),
                            new RateStratum(errors[1][1], errors[1][0], SHARES[1]))));
            watch.see(
                    1,
                    look,
                    harm(List.of(
                            new RateStratum(errors[0][1] + errors[1][1], errors[0][0] + errors[1][0], pooledShare))));
        }
    }

    private static boolean harm(List<RateStratum> strata) {
        return PhasedRateRatio.of(strata).flatMap(ratio -> ratio.logEGreater(0)).orElseThrow() >= Math.log(100);
    }
}
