package io.meshtrial.statistics.mean;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import org.apache.commons.numbers.core.DD;

/**
 * Count, mean and centred sum of squares of a sample: mergeable without cancellation.
 *
 * @param n number of values, at least 0
 * @param mean in the values' unit, 0 for an empty sample
 * @param squaredDeviations Σ(x − mean)², at least 0
 */
public record Moments(long n, double mean, double squaredDeviations) {

    /** An empty sample. */
    public static final Moments EMPTY = new Moments(0, 0, 0);

    /** The moments of the given values (Welford's recurrence, Technometrics 4(3), 1962). */
    public static Moments of(double... values) {
        long n = 0;
        double mean = 0;
        double squares = 0;
        for (double value : values) {
            n++;
            double before = value - mean;
            mean += before / n;
            squares += before * (value - mean);
        }
        return new Moments(n, mean, squares);
    }

    /**
     * The moments behind plain sums. Σx² − (Σx)²/n is taken in double the usual precision.
     *
     * @return undefined for {@link Reason#COUNT_OUTSIDE}, {@link Reason#NOT_FINITE} or
     *     {@link Reason#NEGATIVE_VARIANCE} (the sums contradict each other)
     */
    public static Answer<Moments> ofSums(long n, double sum, double sumOfSquares) {
        if (n < 0) {
            return Answer.undefined(Reason.COUNT_OUTSIDE);
        }
        if (!Double.isFinite(sum) || !Double.isFinite(sumOfSquares)) {
            return Answer.undefined(Reason.NOT_FINITE);
        }
        if (n == 0) {
            return Answer.of(EMPTY);
        }
        DD squaredSum = DD.ofSquare(sum).divide(DD.of(n));
        double squares = DD.of(sumOfSquares).subtract(squaredSum).doubleValue();
        if (squares < -Math.ulp(sumOfSquares) * n) {
            return Answer.undefined(Reason.NEGATIVE_VARIANCE);
        }
        return Answer.of(new Moments(n, sum / n, Math.max(0, squares)));
    }

    /** The moments of both samples together (Chan, Golub, LeVeque, 1979). */
    public Moments merge(Moments other) {
        if (n == 0 || other.n == 0) {
            return n == 0 ? other : this;
        }
        long total = n + other.n;
        double distance = other.mean - mean;
        double weight = (double) other.n / total;
        return new Moments(
                total,
                mean + distance * weight,
                squaredDeviations + other.squaredDeviations + distance * distance * n * weight);
    }

    /**
     * The summary with the sample variance (divisor n − 1).
     *
     * @return undefined for {@link Reason#TOO_FEW}
     */
    public Answer<ArmSummary> summary() {
        return n < 2
                ? Answer.undefined(Reason.TOO_FEW)
                : Answer.of(new ArmSummary(n, mean, squaredDeviations / (n - 1)));
    }
}
