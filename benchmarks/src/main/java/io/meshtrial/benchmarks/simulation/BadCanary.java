package io.meshtrial.benchmarks.simulation;

import io.meshtrial.statistics.rate.PhasedRateRatio;
import io.meshtrial.statistics.rate.RateStratum;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Errors rise from 1 % to 5 % at a canary of 5 %. Looked at after every error of treatment, so that a look's number is how
 * many of them were needed.
 */
final class BadCanary {

    private static final int ERRORS = 60;
    private static final double SHARE = 0.05;
    private static final double RATIO = 5;
    private static final double LEVEL = 0.01;
    private static final double NEEDED = 15;

    private BadCanary() {}

    /** @param critical metrics that can roll back, this one among them */
    static Situation withCriticalMetrics(int critical) {
        return new Situation(
                "errors 1 % to 5 %, canary 5 %, critical metrics " + critical,
                "a look after each error of treatment; the median stop times 60 is how many it took",
                ERRORS,
                List.of(Column.detects("harm", 0.99, NEEDED / ERRORS)),
                (random, watch) -> simulate(Math.log(critical / LEVEL), random, watch));
    }

    private static void simulate(double threshold, RandomGenerator random, Watch watch) {
        double ofTreatment = SHARE * RATIO / (1 - SHARE + SHARE * RATIO);
        long control = 0;
        for (int errors = 1; errors <= ERRORS; errors++) {
            while (random.nextDouble() >= ofTreatment) {
                control++;
            }
            double logE = PhasedRateRatio.of(List.of(new RateStratum(errors, control, SHARE)))
                    .flatMap(ratio -> ratio.logEGreater(0))
                    .orElseThrow();
            watch.see(0, errors, logE >= threshold);
        }
    }
}
