package io.meshtrial.statistics.users;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import io.meshtrial.statistics.special.PowerOfTwo;
import io.meshtrial.statistics.special.Products;

/**
 * A ratio of sums over users with its variance by the delta method (Deng, Knoblich, Lu, arXiv 1803.06336, section 3).
 *
 * @param users k
 * @param sumS ΣS
 * @param sumN ΣN, positive
 * @param variance of the ratio
 */
public record UserRatio(long users, double sumS, double sumN, double variance) {

    /** R = ΣS/ΣN. */
    public double ratio() {
        return sumS / sumN;
    }

    /** This ratio minus another, by cross multiplication: exact to the last digits where the ratios almost agree. */
    double minus(UserRatio other) {
        PowerOfTwo own = PowerOfTwo.of(sumN);
        PowerOfTwo others = PowerOfTwo.of(other.sumN);
        double n = own.in(sumN);
        double otherN = others.in(other.sumN);
        return Products.difference(own.in(sumS), otherN, others.in(other.sumS), n) / n / otherN;
    }

    /**
     * The ratio from the users' own values, when they are few enough to be at hand: the variance comes from a second pass
     * over the residuals S − R·N, without cancellation (Deng, Knoblich, Lu, arXiv 1803.06336, section 3).
     *
     * @param s one value for each user, in the metric's unit
     * @param n one value for each user, their sum positive
     * @return undefined for {@link Reason#SHAPE}, {@link Reason#TOO_FEW_USERS}, {@link Reason#NOT_FINITE} or
     *     {@link Reason#DENOMINATOR_ZERO}
     */
    public static Answer<UserRatio> of(double[] s, double[] n) {
        if (s.length != n.length) {
            return Answer.undefined(Reason.SHAPE);
        }
        int users = s.length;
        if (users < 2) {
            return Answer.undefined(Reason.TOO_FEW_USERS);
        }
        double sumS = 0;
        double sumN = 0;
        for (int i = 0; i < users; i++) {
            sumS += s[i];
            sumN += n[i];
        }
        if (!Double.isFinite(sumS) || !Double.isFinite(sumN)) {
            return Answer.undefined(Reason.NOT_FINITE);
        }
        if (!(sumN > 0)) {
            return Answer.undefined(Reason.DENOMINATOR_ZERO);
        }
        PowerOfTwo ofS = PowerOfTwo.of(largest(s));
        PowerOfTwo ofN = PowerOfTwo.of(sumN);
        double scaledN = ofN.in(sumN);
        double squares = 0;
        for (int i = 0; i < users; i++) {
            // S − R·N over a common denominator: exactly 0 when S is proportional to N in whole numbers.
            double residual = Products.difference(ofS.in(s[i]), scaledN, ofS.in(sumS), ofN.in(n[i])) / scaledN;
            squares += residual * residual;
        }
        double meanN = scaledN / users;
        double scaled = squares / (users - 1.0) / users / (meanN * meanN);
        double variance = ofN.in(ofN.in(ofS.out(ofS.out(scaled))));
        return Answer.ofFinite(new UserRatio(users, sumS, sumN, variance), sumS / sumN, variance);
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
