package io.meshtrial.statistics.ratio;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * Pearson's χ² test of the shares, for one look chosen beforehand (K. Pearson, Philosophical Magazine 50, 1900, pp. 157-175). Shown
 * for comparison only: watched, it alarms far more often than it says.
 *
 * @param chiSquare Σ(n_i − n q_i)²/(n q_i)
 * @param degreesOfFreedom one less than there are variants
 * @param p the probability of a larger value, between 0 and 1
 */
public record ChiSquareRatio(double chiSquare, int degreesOfFreedom, double p) {

    /**
     * The test.
     *
     * @param counts with every share positive
     * @return undefined for {@link Reason#SHAPE}, {@link Reason#SHARES}, {@link Reason#COUNT_OUTSIDE},
     *     {@link Reason#NO_VISITORS} or {@link Reason#NOT_FINITE}
     */
    public static Answer<ChiSquareRatio> of(UnitCounts counts) {
        return counts.checked().flatMap(ChiSquareRatio::test);
    }

    private static Answer<ChiSquareRatio> test(UnitCounts counts) {
        if (counts.shares().contains(0.0)) {
            return Answer.undefined(Reason.SHARES);
        }
        double total = counts.counts().stream().mapToDouble(Long::doubleValue).sum();
        if (total == 0) {
            return Answer.undefined(Reason.NO_VISITORS);
        }
        double[] shares = counts.normalisedShares();
        double[] excesses = counts.excesses();
        double chiSquare = 0;
        for (int i = 0; i < shares.length; i++) {
            chiSquare += excesses[i] / (total * shares[i]) * excesses[i];
        }
        int degrees = shares.length - 1;
        if (!Double.isFinite(chiSquare)) {
            return Answer.undefined(Reason.NOT_FINITE);
        }
        double p = RegularizedGamma.Q.value(degrees / 2.0, chiSquare / 2);
        return Answer.ofFinite(new ChiSquareRatio(chiSquare, degrees, p), p);
    }
}
