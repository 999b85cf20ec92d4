package io.meshtrial.analytics.planning;

import io.meshtrial.analytics.planning.Shown.Kind;
import io.meshtrial.statistics.rate.PhasedRateRatio;
import io.meshtrial.statistics.rate.RateStratum;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/**
 * What the verdict's e-process for errors (b.5) needs of the formula's size, by simulating it: watched at {@link #LOOKS} looks
 * per size, until the one-sided evidence that the verdict asks for is there, and for harm an estimate beyond the minimum effect.
 *
 * @param base control's rate
 * @param ratio true ratio of the rates
 * @param refuted the ratio that evidence must refute: 1, or 1 + change where that is to be ruled out
 */
record RateSize(Shown shown, double share, double base, double ratio, double refuted) {

    static final int LOOKS = 50;
    static final int RUNS = 1000;

    /** Times the formula's size beyond which no run is followed. */
    private static final int LONGEST = 6;

    private static final double UNDECIDED = Double.POSITIVE_INFINITY;
    private static final double GAUSSIAN_FROM = 100;

    /**
     * The factor, at least 1, that the given part of the runs stays within; empty where they need more than is followed.
     *
     * @param formula units of both arms
     */
    OptionalDouble factor(double formula, double detected, RandomGenerator random) {
        double errorsOfTreatment = formula * share * base * ratio;
        double errors = errorsOfTreatment + formula * (1 - share) * base;
        double[] stops = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            stops[run] = stop(errors / LOOKS, errorsOfTreatment / errors, random);
        }
        Arrays.sort(stops);
        double factor = stops[(int) Math.ceil(detected * RUNS) - 1];
        return factor == UNDECIDED ? OptionalDouble.empty() : OptionalDouble.of(Math.max(1, factor));
    }

    private double stop(double perLook, double ofTreatment, RandomGenerator random) {
        long treatment = 0;
        long total = 0;
        for (int look = 1; look <= LONGEST * LOOKS; look++) {
            long arrived = Math.round(perLook * look) - total;
            total += arrived;
            treatment += binomial(arrived, ofTreatment, random);
            if (speaks(treatment, total - treatment)) {
                return (double) look / LOOKS;
            }
        }
        return UNDECIDED;
    }

    private boolean speaks(long treatment, long control) {
        return PhasedRateRatio.of(List.of(new RateStratum(treatment, control, share)))
                .toOptional()
                .filter(errors -> logE(errors) >= -Math.log(shown.alpha()))
                .filter(errors -> shown.kind() != Kind.HARM || Math.abs(errors.estimate() - 1) > shown.minimumEffect())
                .isPresent();
    }

    private double logE(PhasedRateRatio errors) {
        return (shown.kind() == Kind.RULED_OUT || ratio < 1
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
