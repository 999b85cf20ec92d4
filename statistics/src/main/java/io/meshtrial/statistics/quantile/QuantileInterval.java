package io.meshtrial.statistics.quantile;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import io.meshtrial.statistics.histogram.RankedSample;

/**
 * An interval for one arm's quantile that holds at every look (Howard and Ramdas, arXiv 1906.09712, section 3). Values
 * are non-negative and keep their unit.
 *
 * @param lower 0 when nothing bounds the quantile from below
 * @param upper infinite when nothing bounds it from above
 */
public record QuantileInterval(double lower, double upper) {

    /**
     * The interval; with a histogram the lower edge of L's bucket and the upper edge of U's, so that the bucket's width
     * only widens it.
     *
     * @param p the quantile's probability, strictly between 0 and 1
     * @param plannedObservations of this arm, at least 1
     * @param alpha error level over all looks, strictly between 0 and 1
     * @return undefined for {@link Reason#NO_OBSERVATIONS}, {@link Reason#PROBABILITY},
     *     {@link Reason#PLANNED_OBSERVATIONS} or {@link Reason#ALPHA}
     */
    public static Answer<QuantileInterval> of(RankedSample sample, double p, long plannedObservations, double alpha) {
        return QuantileBoundary.of(p, sample.total(), plannedObservations, alpha)
                .map(QuantileBoundary::ranks)
                .map(ranks -> new QuantileInterval(
                        ranks.hasLower() ? sample.atLeast(ranks.lower()) : 0,
                        ranks.hasUpper() ? sample.atMost(ranks.upper()) : Double.POSITIVE_INFINITY));
    }
}
