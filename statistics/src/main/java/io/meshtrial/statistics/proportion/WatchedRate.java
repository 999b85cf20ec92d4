package io.meshtrial.statistics.proportion;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import io.meshtrial.statistics.special.BinomialLevelSet;
import io.meshtrial.statistics.special.DirichletMultinomial;

/**
 * Bounds on one rate that hold at every look: the rates that a beta-binomial mixture does not beat by 1/α (H. Robbins,
 * Annals of Mathematical Statistics 41, 1970; Howard and Ramdas, arXiv 1906.09712, section 2).
 *
 * @param lower lower bound, 0 when there is none
 * @param upper upper bound, 1 when there is none
 */
public record WatchedRate(double lower, double upper) {

    /**
     * The bounds {p : B(a+S, b+n−S)/(B(a,b)·p^S(1−p)^(n−S)) &lt; 1/α}.
     *
     * @param successes S, between 0 and n
     * @param trials n, may be 0 (no bound on either side)
     * @param a first parameter of the beta prior, positive; 1 for the uniform prior
     * @param b second parameter, positive
     * @param alpha error level over all looks, strictly between 0 and 1
     * @return undefined for {@link Reason#ALPHA}, {@link Reason#COUNT_OUTSIDE}, {@link Reason#PRIOR} or
     *     {@link Reason#NOT_FINITE} (a prior near the ends of a double's range)
     */
    public static Answer<WatchedRate> of(long successes, long trials, double a, double b, double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            return Answer.undefined(Reason.ALPHA);
        }
        if (successes < 0 || successes > trials) {
            return Answer.undefined(Reason.COUNT_OUTSIDE);
        }
        if (!(a > 0 && b > 0) || Double.isInfinite(a) || Double.isInfinite(b)) {
            return Answer.undefined(Reason.PRIOR);
        }
        long failures = trials - successes;
        double level = -Math.log(alpha) + DirichletMultinomial.regret(successes, failures, a, b);
        BinomialLevelSet rates = BinomialLevelSet.of(successes, failures, level);
        return Answer.ofFinite(
                new WatchedRate(rates.lowerRate(), rates.upperRate()), level, rates.lowerRate(), rates.upperRate());
    }
}
