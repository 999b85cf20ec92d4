package io.meshtrial.statistics.planning;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import io.meshtrial.statistics.rate.WatchedErrors;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Sizes for {@link io.meshtrial.statistics.rate.PhasedRateRatio}, which has no planned end to be tuned at: the formula's
 * size times a factor found by simulating the e-process (arXiv 2011.03567, section 4) itself, watched at 100 looks per planned size.
 *
 * @param detection error level, allocation, and the power that the formula plans for
 * @param detected share of the simulated runs that must detect the rise at the planned size, strictly between 0 and 1
 * @param runs number of simulated runs, at least 100
 */
public record RatePlanner(Detection detection, double detected, int runs) {

    private static final int LOOKS = 100;
    private static final int LONGEST = 6;
    private static final double GAUSSIAN_FROM = 100;

    /** What the formula gives for means by simulation when it plans for 80 %, and a margin for the simulation's error. */
    private static final double USUAL_DETECTED = 0.88;

    private static final int USUAL_RUNS = 2000;

    /**
     * Refuses too few runs.
     *
     * @throws IllegalArgumentException if there are fewer than 100 runs, or the share is not strictly between 0 and 1
     */
    public RatePlanner {
        if (runs < 100 || !(detected > 0 && detected < 1)) {
            throw new IllegalArgumentException("cannot find " + detected + " in " + runs + " runs");
        }
    }

    /** A planner that reaches at least 85 % with 2000 runs. */
    public static RatePlanner of(Detection detection) {
        return new RatePlanner(detection, Math.max(USUAL_DETECTED, detection.power()), USUAL_RUNS);
    }

    /**
     * The plan for a rate that changes from base to base·ratio.
     *
     * @param base the control's rate, strictly between 0 and 1
     * @param ratio not 1; base·ratio strictly between 0 and 1
     * @param random seeded by the caller, so that a plan can be repeated
     * @return undefined as {@link Detection#ofProportion}, and for {@link Reason#ALLOCATION} where one arm has no share
     */
    public Answer<RatePlan> plan(double base, double ratio, RandomGenerator random) {
        return detection.ofProportion(base, base * ratio - base).flatMap(size -> plan(base, ratio, size, random));
    }

    private Answer<RatePlan> plan(double base, double ratio, SampleSize size, RandomGenerator random) {
        if (!(size.control() * base + size.treatment() * base * ratio > 0)) {
            return Answer.undefined(Reason.RATE_OUTSIDE);
        }
        double share = size.treatment() / size.total();
        return share > 0 && share < 1
                ? Answer.of(new RatePlan(size, factor(base, ratio, size, random), runs))
                : Answer.undefined(Reason.ALLOCATION);
    }

    private double factor(double base, double ratio, SampleSize size, RandomGenerator random) {
        double share = size.treatment() / size.total();
        double treatmentErrors = size.treatment() * base * ratio;
        double controlErrors = size.control() * base;
        double perLook = (treatmentErrors + controlErrors) / LOOKS;
        double ofTreatment = treatmentErrors / (treatmentErrors + controlErrors);
        WatchedErrors watched = new WatchedErrors(share);
        double[] stops = new double[runs];
        for (int run = 0; run < runs; run++) {
            stops[run] = stop(watched, perLook, ofTreatment, random);
        }
        Arrays.sort(stops);
        return Math.max(1, stops[(int) Math.ceil(detected * runs) - 1]);
    }

    /** The look at which a run alarms, as a multiple of the planned size. */
    private double stop(WatchedErrors watched, double perLook, double ofTreatment, RandomGenerator random) {
        double threshold = -Math.log(detection.alpha());
        long treatment = 0;
        long total = 0;
        for (int look = 1; look <= LONGEST * LOOKS; look++) {
            long arrived = Math.round(perLook * look) - total;
            total += arrived;
            treatment += binomial(arrived, ofTreatment, random);
            if (watched.logE(treatment, total - treatment) >= threshold) {
                return (double) look / LOOKS;
            }
        }
        return LONGEST;
    }

    private static long binomial(long trials, double probability, RandomGenerator random) {
        if (probability > 0.5) {
            return trials - binomial(trials, 1 - probability, random);
        }
        double variance = trials * probability * (1 - probability);
        if (variance > GAUSSIAN_FROM) {
            long drawn = Math.round(trials * probability + Math.sqrt(variance) * random.nextGaussian());
            return Math.clamp(drawn, 0, trials);
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
