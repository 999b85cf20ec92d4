package io.meshtrial.benchmarks.simulation;

import io.meshtrial.statistics.mean.ArmSummary;
import io.meshtrial.statistics.mean.MeanDifference;
import io.meshtrial.statistics.mean.StratifiedMeans;
import io.meshtrial.statistics.mean.Stratum;
import io.meshtrial.statistics.rate.PhasedRateRatio;
import io.meshtrial.statistics.rate.RateStratum;
import io.meshtrial.statistics.sequence.AsymptoticSequence;
import io.meshtrial.statistics.sequence.Contrast;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A ramp 1, 5, 25, 50 % while the base error rate drifts from 2 to 1 %. */
final class RampWithDrift {

    private static final long REQUESTS = 5000;
    private static final int LOOKS = 100;
    private static final double[] SHARES = {0.01, 0.05, 0.25, 0.5};
    private static final double[] RATES = {0.02, 0.02, 0.012, 0.01};
    private static final int[] LAST_LOOK = {20, 40, 60, 100};
    private static final double MARGIN = 1.25;

    private RampWithDrift() {}

    static Situation withRatio(double ratio) {
        boolean none = ratio == 1;
        boolean atMargin = ratio == MARGIN;
        return new Situation(
                "ramp with drift, ratio " + ratio,
                "share 1, 5, 25, 50 %, base error rate 2 % falling to 1 %, 5000 requests a look",
                LOOKS,
                List.of(
                        none ? Column.ours("phased", 0.05) : Column.shown("phased"),
                        none ? Column.ours("phased, harm", 0.01) : Column.shown("phased, harm"),
                        atMargin ? Column.ours("promoted at +25 %", 0.05) : Column.shown("promoted at +25 %"),
                        none ? Column.ours("stratified means", 0.05) : Column.shown("stratified means"),
                        Column.usual("pooled sequence"),
                        Column.usual("stratified z-test at the end")),
                (random, watch) -> simulate(ratio, random, watch));
    }

    private static void simulate(double ratio, RandomGenerator random, Watch watch) {
        long[][] n = new long[SHARES.length][2];
        long[][] y = new long[SHARES.length][2];
        for (int look = 1; look <= LOOKS; look++) {
            int step = step(look);
            long treatment = Draw.binomial(random, REQUESTS, SHARES[step]);
            n[step][0] += REQUESTS - treatment;
            n[step][1] += treatment;
            y[step][0] += Draw.binomial(random, REQUESTS - treatment, RATES[step]);
            y[step][1] += Draw.binomial(random, treatment, RATES[step] * ratio);
            judge(look, n, y, watch);
        }
    }

    private static void judge(int look, long[][] n, long[][] y, Watch watch) {
        List<RateStratum> rates = new ArrayList<>();
        List<Stratum> means = new ArrayList<>();
        long[] pooledN = new long[2];
        long[] pooledY = new long[2];
        for (int k = 0; k < SHARES.length; k++) {
            if (n[k][0] == 0 || n[k][1] == 0) {
                continue;
            }
            rates.add(new RateStratum(y[k][1], y[k][0], SHARES[k]));
            means.add(new Stratum(arm(y[k][0], n[k][0]), arm(y[k][1], n[k][1])));
            for (int arm = 0; arm < 2; arm++) {
                pooledN[arm] += n[k][arm];
                pooledY[arm] += y[k][arm];
            }
        }
        PhasedRateRatio phased = PhasedRateRatio.of(rates).orElseThrow();
        watch.see(0, look, phased.logE(0) > Math.log(20));
        watch.see(1, look, phased.logEGreater(0).orElseThrow() > Math.log(100));
        watch.see(2, look, phased.logELess(Math.log(MARGIN)).orElseThrow() > Math.log(20));
        if (Math.min(pooledY[0], pooledY[1]) < 30) {
            return;
        }
        double planned = 0;
        for (int k = 0; k < SHARES.length; k++) {
            int looks = LAST_LOOK[k] - (k == 0 ? 0 : LAST_LOOK[k - 1]);
            planned += looks * REQUESTS * SHARES[k] * (1 - SHARES[k]);
        }
        Contrast stratified =
                StratifiedMeans.of(means).orElseThrow().contrast(1, planned).orElseThrow();
        Contrast pooled = MeanDifference.of(
                        arm(pooledY[0], pooledN[0]), arm(pooledY[1], pooledN[1]), LOOKS * (double) REQUESTS)
                .orElseThrow();
        watch.see(3, look, refuted(stratified));
        watch.see(4, look, refuted(pooled));
        watch.see(5, look, look == LOOKS && Math.abs(stratified.estimate()) > 1.96 * stratified.standardError());
    }

    private static boolean refuted(Contrast contrast) {
        return AsymptoticSequence.twoSided(contrast, 0.05).orElseThrow().logE() >= Math.log(20);
    }

    private static ArmSummary arm(long errors, long requests) {
        return ArmSummary.ofProportion(errors, requests).orElseThrow();
    }

    private static int step(int look) {
        int step = 0;
        while (look > LAST_LOOK[step]) {
            step++;
        }
        return step;
    }
}
