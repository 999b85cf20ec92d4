package io.meshtrial.analytics.planning;

import io.meshtrial.analytics.planning.Shown.Kind;
import io.meshtrial.statistics.rate.PhasedRateRatio;
import io.meshtrial.statistics.rate.RateStratum;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What the verdict's e-process for errors (b.5) needs of the formula's size, by simulating it: watched at {@link #LOOKS} looks
 * per size, until the one-sided evidence that the verdict asks for is there.
 *
 * @param base control's rate
 * @param ratio true ratio of the rates
 * @param refuted the ratio that evidence must refute: 1, or 1 + change where that is to be ruled out
 */
record RateSize(Shown shown, double share, double base, double ratio, double refuted) {

    static final int LOOKS = 50;
    static final int RUNS = 1000;
    private static final int LONGEST = 6;
    private static final double GAUSSIAN_FROM = 100;

    /**
     * The factor, at least 1, that the given part of the runs stays within.
     *
     * @param formula units of both arms
     */
    double factor(double formula, double detected, RandomGenerator random) {
        double errorsOfTreatment = formula * share * base * ratio;
        double errors = errorsOfTreatment + formula * (1 - share) * base;
        double[] stops = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            stops[run] = stop(errors / LOOKS, errorsOfTreatment / errors, random);
        }
        Arrays.sort(stops);
        return Math.max(1, stops[(int) Math.ceil(detected * RUNS) - 1]);
    }

    private double stop(double perLook, double ofTreatment, RandomGenerator random) {
        long treatment = 0;
        long total = 0;
        for (int look = 1; look <= LONGEST * LOOKS; look++) {
            long arrived = Math.round(perLook * look) - total;
            total += arrived;
            treatment += binomial(arrived, ofTreatment, random);
            if (logE(treatment, total - treatment) >= -Math.log(shown.alpha())) {
                return (double) look / LOOKS;
            }
        }
        return LONGEST;
    }

    private double logE(long treatment, long control) {
        return PhasedRateRatio.of(List.of(new RateStratum(treatment, control, share)))
                .flatMap(errors -> shown.kind() == Kind.RULED_OUT || ratio < 1
                        ? errors.logELess(Math.log(refuted))
                        : errors.logEGreater(Math.log(refuted)))
                .toOptional()
                .orElse(0.0);
    }

    private static long binomial(long trials, double probability, RandomGenerator random) {
        double variance = trials * probability * (1 - probability);
        if (variance > GAUSSIAN_FROM) {
            long drawn = Math.round(trials * probability + Math.sqrt(variance) * random.nextGaussian());
            return Math.clamp(drawn, 0, trials);
        }
        if (probability > 0.5) {
            return trials - binomial(trials, 1 - probability, random);
        }
        // Over the failures between two successes at once: as many steps as there are successes.
        double logFailure = Math.log1p(-probability);
        long successes = 0;
        double position = Math.floor(Math.log(1 - random.nextDouble()) / logFailure) + 1;
        while (position <= trials) {
            successes++;
            position += Math.floor(Math.log(1 - random.nextDouble()) / logFailure) + 1;
        }
        return successes;
    }
}
