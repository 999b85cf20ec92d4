package io.meshtrial.statistics.special;

/**
 * Sums of numbers that are known by their logarithms only (P. Blanchard, D. Higham, N. Higham, IMA Journal of Numerical Analysis
 * 41(4), 2021, pp. 2311-2330).
 */
public final class LogSum {

    private LogSum() {}

    /**
     * ln Σ exp(x_i); −∞ for an empty array, ∞ if any x_i is ∞.
     *
     * @param logs x_i, natural logarithms, none of them NaN
     */
    public static double of(double... logs) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double log : logs) {
            largest = Math.max(largest, log);
        }
        if (Double.isInfinite(largest)) {
            return largest;
        }
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - largest);
        }
        return largest + Math.log(sum);
    }
}
