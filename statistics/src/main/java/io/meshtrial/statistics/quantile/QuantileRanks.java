package io.meshtrial.statistics.quantile;

/**
 * Ranks that bracket a quantile: the order statistics with these ranks, counted from 1 (Howard and Ramdas,
 * arXiv 1906.09712, section 3).
 *
 * @param observations t
 * @param lower 0 when nothing bounds the quantile from below
 * @param upper t + 1 when nothing bounds it from above
 */
public record QuantileRanks(long observations, long lower, long upper) {

    /** Whether an observation bounds the quantile from below. */
    public boolean hasLower() {
        return lower > 0;
    }

    /** Whether an observation bounds the quantile from above. */
    public boolean hasUpper() {
        return upper <= observations;
    }
}
