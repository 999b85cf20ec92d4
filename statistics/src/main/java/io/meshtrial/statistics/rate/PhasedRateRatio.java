package io.meshtrial.statistics.rate;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import io.meshtrial.statistics.special.LogSum;
import java.util.Arrays;
import java.util.List;

/**
 * The ratio of two error rates over strata with different shares: one ratio for the whole run while weights and base
 * rates change on the way.
 *
 * <p>Within a stratum an error is the treatment's with probability ρe^δ/(1−ρ+ρe^δ), whatever the base rate (Lindon and
 * Malek, arXiv 2011.03567, section 4, for one share); the strata's likelihoods multiply, and a discrete mixture over δ
 * against the null value δ0 is an e-process. A margin M on the rate's relative degradation is δ0 = ln(1 + M).
 */
public final class PhasedRateRatio {

    /** Log ratios further from 0 have no ratio within the range of a double. */
    private static final double FURTHEST = 700;

    private final RatioLikelihood likelihood;
    private final double[] logTerms;
    private final double total;

    private PhasedRateRatio(List<RateStratum> strata) {
        likelihood = new RatioLikelihood(strata);
        logTerms = new double[RatioGrid.size()];
        for (int j = 0; j < logTerms.length; j++) {
            logTerms[j] = RatioGrid.logWeight(j) + likelihood.value(RatioGrid.delta(j));
        }
        total = LogSum.of(logTerms) - RatioGrid.logWeightOf(0, RatioGrid.size());
    }

    /**
     * The ratio over the given strata; no strata, or none with an error, give an e-value of 1 everywhere.
     *
     * @param strata errors and shares, one for each stratum
     * @return undefined for {@link Reason#SHARE} or {@link Reason#COUNT_OUTSIDE}
     */
    public static Answer<PhasedRateRatio> of(List<RateStratum> strata) {
        for (RateStratum stratum : strata) {
            if (stratum.treatmentErrors() < 0 || stratum.controlErrors() < 0) {
                return Answer.undefined(Reason.COUNT_OUTSIDE);
            }
            if (!(stratum.treatmentShare() > 0 && stratum.treatmentShare() < 1)) {
                return Answer.undefined(Reason.SHARE);
            }
        }
        return Answer.of(new PhasedRateRatio(strata));
    }

    /**
     * ln E against a log ratio of δ0, in both directions.
     *
     * @param delta0 natural logarithm of the ratio under the null hypothesis, between −700 and 700
     * @throws IllegalArgumentException if it lies outside
     */
    public double logE(double delta0) {
        if (!isRatio(delta0)) {
            throw new IllegalArgumentException("log ratio " + delta0);
        }
        return total - likelihood.value(delta0);
    }

    /**
     * ln E for "the log ratio is greater than δ0": harm when 0.
     *
     * @param delta0 natural logarithm of the ratio under the null hypothesis
     * @return undefined for {@link Reason#GRID} when δ0 is at or beyond the grid's end (4), {@link Reason#MARGIN} when it
     *     does not lie between −700 and 700
     */
    public Answer<Double> logEGreater(double delta0) {
        int from = 0;
        while (from < RatioGrid.size() && !(RatioGrid.delta(from) > delta0 + RatioGrid.SAME)) {
            from++;
        }
        return logEOver(from, RatioGrid.size(), delta0);
    }

    /**
     * ln E for "the log ratio is less than δ0": not inferior by the margin δ0.
     *
     * @param delta0 natural logarithm of the ratio under the null hypothesis
     * @return undefined for {@link Reason#GRID} when δ0 is at or beyond the grid's end (−4), {@link Reason#MARGIN} when it
     *     does not lie between −700 and 700
     */
    public Answer<Double> logELess(double delta0) {
        int to = RatioGrid.size();
        while (to > 0 && !(RatioGrid.delta(to - 1) < delta0 - RatioGrid.SAME)) {
            to--;
        }
        return logEOver(0, to, delta0);
    }

    /**
     * The two-sided interval for the ratio: every δ0 whose e-value stays below 1/α.
     *
     * @param alpha error level over all looks, strictly between 0 and 1
     * @return undefined for {@link Reason#ALPHA}
     */
    public Answer<RatioInterval> interval(double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            return Answer.undefined(Reason.ALPHA);
        }
        double level = total + Math.log(alpha);
        double lower = likelihood.hasTreatmentErrors() ? Math.exp(likelihood.fallsTo(level, -1)) : 0;
        double upper =
                likelihood.hasControlErrors() ? Math.exp(likelihood.fallsTo(level, 1)) : Double.POSITIVE_INFINITY;
        return Answer.of(new RatioInterval(lower, upper));
    }

    /**
     * One-sided bounds for the ratio, each at the full error level: beyond the upper bound every ratio is refuted by
     * {@link #logELess}, below the lower one by {@link #logEGreater}.
     *
     * @param alpha error level of each side over all looks, strictly between 0 and 1
     * @return undefined for {@link Reason#ALPHA}
     */
    public Answer<RatioInterval> oneSidedBounds(double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            return Answer.undefined(Reason.ALPHA);
        }
        OneSidedRatio bounds = new OneSidedRatio(likelihood, logTerms, alpha);
        return Answer.of(new RatioInterval(bounds.lower(), bounds.upper()));
    }

    private static boolean isRatio(double delta) {
        return Math.abs(delta) <= FURTHEST;
    }

    /** The ratio at which the likelihood is largest, held within the grid's ends e^−4 and e^4; 1 without an error. */
    public double estimate() {
        return Math.exp(likelihood.centre());
    }

    private Answer<Double> logEOver(int from, int to, double delta0) {
        if (!isRatio(delta0)) {
            return Answer.undefined(Reason.MARGIN);
        }
        if (from >= to) {
            return Answer.undefined(Reason.GRID);
        }
        double mixture = LogSum.of(Arrays.copyOfRange(logTerms, from, to));
        return Answer.of(mixture - RatioGrid.logWeightOf(from, to) - likelihood.value(delta0));
    }
}
