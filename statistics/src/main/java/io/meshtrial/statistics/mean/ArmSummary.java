package io.meshtrial.statistics.mean;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import java.util.Optional;

/**
 * One arm of one stratum on one metric: sample mean and sample variance by their definitions.
 *
 * @param n number of units, at least 0
 * @param mean in the metric's unit
 * @param variance of a single unit, in the metric's unit squared
 */
public record ArmSummary(long n, double mean, double variance) {

    /** An arm without units. */
    public static final ArmSummary EMPTY = new ArmSummary(0, 0, 0);

    /**
     * An arm from sums, with the sample variance (divisor n − 1). The difference of the squares is taken in double the
     * usual precision, so that only the rounding of the sums themselves is left.
     *
     * @param n number of units
     * @param sum Σx
     * @param sumOfSquares Σx²
     * @return undefined for {@link Reason#TOO_FEW}, {@link Reason#NOT_FINITE} or {@link Reason#NEGATIVE_VARIANCE}
     */
    public static Answer<ArmSummary> ofSums(long n, double sum, double sumOfSquares) {
        return Moments.ofSums(n, sum, sumOfSquares).flatMap(Moments::summary);
    }

    /**
     * An arm of a proportion with the variance p(1−p).
     *
     * @param successes y, between 0 and n
     * @param n number of units, at least 1
     * @return undefined for {@link Reason#COUNT_OUTSIDE} or {@link Reason#ARM_MISSING}
     */
    public static Answer<ArmSummary> ofProportion(long successes, long n) {
        return proportion(successes, n, 0);
    }

    /**
     * An arm of a proportion with the variance p̃(1−p̃), p̃ = (y + ½)/(n + 1): never 0, so that an arm without an
     * event does not claim certainty (R. Krichevsky, V. Trofimov, IEEE Transactions on Information Theory 27(2), 1981, pp. 199-207).
     *
     * @param successes y, between 0 and n
     * @param n number of units, at least 1
     * @return undefined for {@link Reason#COUNT_OUTSIDE} or {@link Reason#ARM_MISSING}
     */
    public static Answer<ArmSummary> ofSmoothedProportion(long successes, long n) {
        return proportion(successes, n, 0.5);
    }

    /** Why this arm cannot enter a difference, if it cannot. */
    Optional<Reason> fault() {
        if (n <= 0) {
            return Optional.of(Reason.ARM_MISSING);
        }
        if (!Double.isFinite(mean) || !Double.isFinite(variance)) {
            return Optional.of(Reason.NOT_FINITE);
        }
        return variance < 0 ? Optional.of(Reason.NEGATIVE_VARIANCE) : Optional.empty();
    }

    ArmSummary withVariance(double newVariance) {
        return new ArmSummary(n, mean, newVariance);
    }

    private static Answer<ArmSummary> proportion(long successes, long n, double smoothing) {
        if (n < 0 || successes < 0 || successes > n) {
            return Answer.undefined(Reason.COUNT_OUTSIDE);
        }
        if (n == 0) {
            return Answer.undefined(Reason.ARM_MISSING);
        }
        double total = n + 2 * smoothing;
        double variance = (successes + smoothing) / total * ((n - successes + smoothing) / total);
        return Answer.of(new ArmSummary(n, (double) successes / n, variance));
    }
}
