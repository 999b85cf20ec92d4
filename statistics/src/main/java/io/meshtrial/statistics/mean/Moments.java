package io.meshtrial.statistics.mean;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import io.meshtrial.statistics.special.PowerOfTwo;
import org.apache.commons.numbers.core.DD;

/**
 * Count, mean and centred sum of squares of a sample: mergeable without cancellation (T. Chan, G. Golub, R. LeVeque, The American
 * Statistician 37(3), 1983, pp. 242-247).
 *
 * @param n number of values, at least 0
 * @param mean in the values' unit, 0 for an empty sample
 * @param squaredDeviations Σ(x − mean)², at least 0
 */
public record Moments(long n, double mean, double squaredDeviations) {

    /** An empty sample. */
    public static final Moments EMPTY = new Moments(0, 0, 0);

    /**
     * The moments of the given values (Welford's recurrence, Technometrics 4(3), 1962). Where the squares leave the range of
     * a double the state is no longer finite, and {@link #summary} says so.
     *
     * @param values in one unit, finite
     */
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
     * The moments behind plain sums. Σx² − (Σx)²/n is taken in double the usual precision (T. Chan, G. Golub, R. LeVeque, The
     * American Statistician 37(3), 1983, on what the plain formula loses).
     *
     * @param n number of values
     * @param sum Σx, in the values' unit
     * @param sumOfSquares Σx², in that unit squared
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
        // In a unit near the sum's size, so that its square stays within the range.
        PowerOfTwo unit = PowerOfTwo.of(Math.max(Math.abs(sum), Math.sqrt(Math.max(0, sumOfSquares))));
        double scaledSquares = unit.in(unit.in(sumOfSquares));
        DD squaredSum = DD.ofSquare(unit.in(sum)).divide(DD.of(n));
        double squares = DD.of(scaledSquares).subtract(squaredSum).doubleValue();
        if (!(squares >= -Math.ulp(scaledSquares) * n)) {
            return Answer.undefined(Reason.NEGATIVE_VARIANCE);
        }
        double deviations = unit.out(unit.out(Math.max(0, squares)));
        return Answer.ofFinite(new Moments(n, sum / n, deviations), deviations);
    }

    /**
     * The moments of both samples together (Chan, Golub, LeVeque, 1979).
     *
     * @param other in the same unit
     * @throws ArithmeticException if there are more values than a long holds
     */
    public Moments merge(Moments other) {
        if (n == 0 || other.n == 0) {
            return n == 0 ? other : this;
        }
        long total = Math.addExact(n, other.n);
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
     * @return undefined for {@link Reason#TOO_FEW} or {@link Reason#NOT_FINITE}
     */
    public Answer<ArmSummary> summary() {
        double variance = squaredDeviations / (n - 1);
        return n < 2
                ? Answer.undefined(Reason.TOO_FEW)
                : Answer.ofFinite(new ArmSummary(n, mean, variance), mean, variance);
    }
}
