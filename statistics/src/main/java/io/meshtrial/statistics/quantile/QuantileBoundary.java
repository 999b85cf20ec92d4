package io.meshtrial.statistics.quantile;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import io.meshtrial.statistics.special.DirichletMultinomial;
import java.util.Optional;

/**
 * The beta-binomial uniform boundary for the number of observations below a quantile (Howard and Ramdas, "Sequential
 * estimation of quantiles with applications to A/B testing and best-arm identification", arXiv 1906.09712, section 3).
 *
 * @param p the quantile's probability, strictly between 0 and 1
 * @param observations t, at least 1
 * @param plannedObservations t_opt at which the boundary is tightest, at least 1
 * @param alpha error level over all looks, strictly between 0 and 1
 */
public record QuantileBoundary(double p, long observations, long plannedObservations, double alpha) {

    private static final double LEAST_CONCENTRATION = 1e-3;
    private static final long MOST = 1L << 62;

    /**
     * A boundary of sound inputs.
     *
     * @param p the quantile's probability, strictly between 0 and 1
     * @param observations t, at least 1 and below 2^62
     * @param plannedObservations t_opt, at least 1
     * @param alpha error level over all looks, strictly between 0 and 1
     * @return undefined for {@link Reason#PROBABILITY}, {@link Reason#NO_OBSERVATIONS}, {@link Reason#COUNT_OUTSIDE},
     *     {@link Reason#PLANNED_OBSERVATIONS} or {@link Reason#ALPHA}
     */
    public static Answer<QuantileBoundary> of(double p, long observations, long plannedObservations, double alpha) {
        return fault(p, observations, plannedObservations, alpha)
                .<Answer<QuantileBoundary>>map(Answer::undefined)
                .orElseGet(() -> Answer.of(new QuantileBoundary(p, observations, plannedObservations, alpha)));
    }

    /**
     * The ranks whose order statistics bracket the quantile at every look: L = ⌊t(p − s_lo/t) + 1⌋ and
     * U = ⌈t(p + s_hi/t)⌉, found by bisection on whole counts, so that no rounding can move a rank.
     */
    public QuantileRanks ranks() {
        long split = (long) Math.floor(observations * p);
        long highestBelow = Math.min(split, observations);
        while (excess(highestBelow) >= 0) {
            highestBelow--;
        }
        long lowestAbove = highestBelow + 1;
        while (excess(lowestAbove) <= 0) {
            lowestAbove++;
        }
        return new QuantileRanks(observations, lower(highestBelow), upper(lowestAbove));
    }

    /** r of the paper, max(ρ_opt − p(1−p), p(1−p)/1000). */
    public double mixture() {
        return concentration() * p * (1 - p);
    }

    /** ρ_opt of the paper, v_opt over 2 ln(1/α) + ln(1 + 2 ln(1/α)). */
    public double tunedVariance() {
        return p * (1 - p) * plannedObservations / scale();
    }

    /** s_lo: how far the count below the quantile may fall short of t·p; infinite where there is no bound. */
    public double shortfall() {
        double furthest = observations * p;
        return logE(-furthest) < -Math.log(alpha) ? Double.POSITIVE_INFINITY : distance(-1, furthest);
    }

    /** s_hi: how far the count may exceed t·p; infinite where there is no bound. */
    public double surplus() {
        double furthest = observations * (1 - p);
        return logE(furthest) < -Math.log(alpha) ? Double.POSITIVE_INFINITY : distance(1, furthest);
    }

    /** L: one more than the largest refuted count below; 0 when none is. */
    private long lower(long from) {
        if (from < 0 || !refuted(0)) {
            return 0;
        }
        long refuted = 0;
        long open = from + 1;
        while (open - refuted > 1) {
            long middle = refuted + (open - refuted) / 2;
            if (refuted(middle)) {
                refuted = middle;
            } else {
                open = middle;
            }
        }
        return refuted + 1;
    }

    /** U: the smallest refuted count above; t + 1 when none is. */
    private long upper(long from) {
        if (from > observations || !refuted(observations)) {
            return observations + 1;
        }
        long refuted = observations;
        long open = from - 1;
        while (refuted - open > 1) {
            long middle = open + (refuted - open) / 2;
            if (refuted(middle)) {
                refuted = middle;
            } else {
                open = middle;
            }
        }
        return refuted;
    }

    private boolean refuted(long count) {
        return DirichletMultinomial.logEvidence(count, observations - count, excess(count), p, concentration())
                >= -Math.log(alpha);
    }

    /** count − t·p with a single rounding. */
    private double excess(long count) {
        return Math.fma(-(double) observations, p, count);
    }

    private double distance(int direction, double furthest) {
        double inside = 0;
        double outside = furthest;
        while (true) {
            double middle = inside + (outside - inside) / 2;
            if (middle <= inside || middle >= outside) {
                return outside;
            }
            if (logE(direction * middle) < -Math.log(alpha)) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
    }

    private double logE(double excess) {
        double below = Math.max(0, observations * p + excess);
        double above = Math.max(0, observations * (1 - p) - excess);
        return DirichletMultinomial.logEvidence(below, above, excess, p, concentration());
    }

    private double concentration() {
        return Math.max(plannedObservations / scale() - 1, LEAST_CONCENTRATION);
    }

    private double scale() {
        double doubled = -2 * Math.log(alpha);
        return doubled + Math.log1p(doubled);
    }

    private static Optional<Reason> fault(double p, long observations, long plannedObservations, double alpha) {
        if (!(p > 0 && p < 1)) {
            return Optional.of(Reason.PROBABILITY);
        }
        if (observations < 1) {
            return Optional.of(Reason.NO_OBSERVATIONS);
        }
        if (observations >= MOST) {
            return Optional.of(Reason.COUNT_OUTSIDE);
        }
        if (plannedObservations < 1) {
            return Optional.of(Reason.PLANNED_OBSERVATIONS);
        }
        return alpha > 0 && alpha < 1 ? Optional.empty() : Optional.of(Reason.ALPHA);
    }
}
