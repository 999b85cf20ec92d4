package io.meshtrial.benchmarks.simulation;

import io.meshtrial.statistics.rate.RateRatio;
import io.meshtrial.statistics.rate.WatchedErrors;
import java.util.List;
import java.util.random.RandomGenerator;

/** Ratios close to 1 at a half share, where a coarse grid of ratios would be blind. */
final class SmallRatio {

    private static final int LOOKS = 100;
    private static final double SHARE = 0.5;

    private SmallRatio() {}

    static Situation of(double ratio, long errors) {
        WatchedErrors mixture = new WatchedErrors(SHARE);
        double ofTreatment = ratio / (1 + ratio);
        return new Situation(
                "small ratio " + ratio + ", errors " + errors,
                "share 50 %, 100 looks over all errors",
                LOOKS,
                List.of(
                        ratio == 1 ? Column.ours("mixture over ratios", 0.05) : Column.shown("mixture over ratios"),
                        ratio == 1 ? Column.ours("conjugate mixture", 0.05) : Column.shown("conjugate mixture")),
                (random, watch) -> simulate(errors / LOOKS, ofTreatment, mixture, random, watch));
    }

    private static void simulate(
            long perLook, double ofTreatment, WatchedErrors mixture, RandomGenerator random, Watch watch) {
        long treatment = 0;
        for (int look = 1; look <= LOOKS; look++) {
            treatment += Draw.binomial(random, perLook, ofTreatment);
            long control = look * perLook - treatment;
            watch.see(0, look, mixture.logE(treatment, control) > Math.log(20));
            watch.see(
                    1,
                    look,
                    RateRatio.of(treatment, control, SHARE, RateRatio.CONCENTRATION, 0.05)
                                    .orElseThrow()
                                    .logE()
                            > Math.log(20));
        }
    }
}
