package io.meshtrial.benchmarks.simulation;

import io.meshtrial.statistics.mean.ArmSummary;
import io.meshtrial.statistics.mean.MeanDifference;
import io.meshtrial.statistics.rate.RateRatio;
import io.meshtrial.statistics.sequence.AsymptoticSequence;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** One error in a thousand requests, a canary of 5 %. */
final class RareErrors {

    private static final int LOOKS = 100;
    private static final long REQUESTS = 1000;
    private static final double SHARE = 0.05;
    private static final double RATE = 0.001;
    private static final long BURN_IN = 30;

    private RareErrors() {}

    static Situation withRatio(double ratio) {
        return new Situation(
                "rare errors, ratio " + ratio,
                "error rate 0.1 %, canary 5 %, 1000 requests a look",
                LOOKS,
                List.of(
                        ratio == 1 ? Column.ours("conditional e-process", 0.05) : Column.shown("conditional e-process"),
                        Column.usual("asymptotic from the first error"),
                        Column.usual("z-test each look"),
                        Column.usual("asymptotic from 30 errors an arm"),
                        Column.usual("exact binomial test at the end")),
                (random, watch) -> simulate(ratio, random, watch));
    }

    private static void simulate(double ratio, RandomGenerator random, Watch watch) {
        long[] n = new long[2];
        long[] y = new long[2];
        for (int look = 1; look <= LOOKS; look++) {
            long treatment = Draw.binomial(random, REQUESTS, SHARE);
            n[0] += REQUESTS - treatment;
            n[1] += treatment;
            y[0] += Draw.binomial(random, REQUESTS - treatment, RATE);
            y[1] += Draw.binomial(random, treatment, RATE * ratio);
            if (y[0] + y[1] == 0) {
                continue;
            }
            watch.see(
                    0,
                    look,
                    RateRatio.of(y[1], y[0], SHARE, RateRatio.CONCENTRATION, 0.05)
                                    .orElseThrow()
                                    .logE()
                            > Math.log(20));
            var two = MeanDifference.of(
                            ArmSummary.ofProportion(y[0], n[0]).orElseThrow(),
                            ArmSummary.ofProportion(y[1], n[1]).orElseThrow(),
                            LOOKS * REQUESTS / 2.0)
                    .flatMap(contrast -> AsymptoticSequence.twoSided(contrast, 0.05))
                    .orElseThrow();
            watch.see(1, look, two.logE() >= Math.log(20));
            watch.see(2, look, Math.abs(two.z()) > 1.96);
            watch.see(3, look, Math.min(y[0], y[1]) >= BURN_IN && two.logE() >= Math.log(20));
            watch.see(4, look, look == LOOKS && exact(y[1], y[0] + y[1]) < 0.05);
        }
    }

    /** The doubled smaller tail of the treatment's errors among all, given equal rates. */
    private static double exact(long treatment, long all) {
        BinomialDistribution errors = BinomialDistribution.of((int) all, SHARE);
        double lower = errors.cumulativeProbability((int) treatment);
        double upper = errors.survivalProbability((int) treatment - 1);
        return Math.min(1, 2 * Math.min(lower, upper));
    }
}
