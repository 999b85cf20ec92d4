package io.meshtrial.statistics.rate;

/**
 * The two-sided e-process of {@link PhasedRateRatio} against equal rates for one constant share, prepared for many looks
 * at moderate counts (below about 1e6, where the direct form loses no more than 1e-9): for planning and simulation
 * (Lindon and Malek, arXiv 2011.03567, section 4).
 */
public final class WatchedErrors {

    private final double[] logMixed;
    private final double logWeights;

    /**
     * Prepares a share.
     *
     * @param treatmentShare strictly between 0 and 1
     * @throws IllegalArgumentException if it lies outside
     */
    public WatchedErrors(double treatmentShare) {
        if (!(treatmentShare > 0 && treatmentShare < 1)) {
            throw new IllegalArgumentException("share " + treatmentShare);
        }
        logMixed = new double[RatioGrid.size()];
        for (int j = 0; j < logMixed.length; j++) {
            logMixed[j] = Math.log1p(treatmentShare * Math.expm1(RatioGrid.delta(j)));
        }
        logWeights = RatioGrid.logWeightOf(0, RatioGrid.size());
    }

    /**
     * ln E after these errors.
     *
     * @param treatmentErrors y_T, at least 0
     * @param controlErrors y_C, at least 0
     */
    public double logE(long treatmentErrors, long controlErrors) {
        double errors = (double) treatmentErrors + controlErrors;
        double[] terms = new double[logMixed.length];
        double largest = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < terms.length; j++) {
            terms[j] = RatioGrid.logWeight(j) + treatmentErrors * RatioGrid.delta(j) - errors * logMixed[j];
            largest = Math.max(largest, terms[j]);
        }
        double sum = 0;
        for (double term : terms) {
            sum += term > largest - 40 ? Math.exp(term - largest) : 0;
        }
        return largest + Math.log(sum) - logWeights;
    }
}
