package io.meshtrial.statistics.proportion;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import io.meshtrial.statistics.special.NormalTail;

/**
 * The score interval of one proportion, for one look chosen beforehand (E. B. Wilson, JASA 22, 1927, pp. 209-212).
 *
 * @param estimate successes over trials, between 0 and 1
 * @param lower lower end, at least 0
 * @param upper upper end, at most 1
 * @param below estimate − lower, at least 0, computed without the subtraction
 * @param above upper − estimate, at least 0, likewise
 */
public record WilsonInterval(double estimate, double lower, double upper, double below, double above) {

    /**
     * The interval.
     *
     * @param successes between 0 and trials
     * @param trials at least 1
     * @param alpha error level at one look, strictly between 0 and 1
     * @return undefined for {@link Reason#ALPHA}, {@link Reason#COUNT_OUTSIDE}, {@link Reason#NO_TRIALS} or
     *     {@link Reason#NOT_FINITE} (an alpha whose half is no number)
     */
    public static Answer<WilsonInterval> of(long successes, long trials, double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            return Answer.undefined(Reason.ALPHA);
        }
        if (trials == 0) {
            return Answer.undefined(Reason.NO_TRIALS);
        }
        if (successes < 0 || successes > trials) {
            return Answer.undefined(Reason.COUNT_OUTSIDE);
        }
        double n = trials;
        double z = NormalTail.upperQuantile(alpha / 2);
        double square = z * z / n;
        double rate = successes / n;
        double rest = (trials - successes) / n;
        double root = Math.sqrt(square * rate * rest + square * square / 4);
        // Each distance is a sum of like signs on one side; on the other its rationalised form is taken.
        double below = distance(square, rate, rest, root);
        double above = distance(square, rest, rate, root);
        double upper = successes == trials ? 1 : (rate + square / 2 + root) / (1 + square);
        double lower = successes == 0 ? 0 : rate * rate / ((1 + square) * upper);
        return Answer.ofFinite(new WilsonInterval(rate, lower, upper, below, above), lower, upper, below, above);
    }

    /** (z²(p−½)/n + root)/(1+z²/n); where p is below ½ both terms would cancel, and root² − centre² is known. */
    private static double distance(double square, double rate, double rest, double root) {
        if (root == 0) {
            return 0;
        }
        double centre = square * (rate - rest) / 2;
        double numerator = centre >= 0 ? centre + root : square * (1 + square) * rate * rest / (root - centre);
        return numerator / (1 + square);
    }
}
