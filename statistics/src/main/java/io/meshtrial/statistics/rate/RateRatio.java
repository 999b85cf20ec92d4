package io.meshtrial.statistics.rate;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import io.meshtrial.statistics.special.BinomialLevelSet;
import io.meshtrial.statistics.special.DirichletMultinomial;

/**
 * The ratio of two error rates while the shares stay constant, exact at any number of errors: given that an error
 * happened, it is the treatment's with the probability of the treatment's share if the rates are equal.
 *
 * <p>Source: M. Lindon and A. Malek, "Anytime-valid inference for multinomial count data", arXiv 2011.03567, section 4.
 *
 * @param logE natural logarithm of the e-value against equal rates
 * @param ratio rate of treatment over rate of control, an interval that holds at every look
 */
public record RateRatio(double logE, RatioInterval ratio) {

    /** The usual concentration K of the prior. */
    public static final double CONCENTRATION = 10;

    /**
     * ln E = lnB(Kρ+y_T, K(1−ρ)+y_C) − lnB(Kρ, K(1−ρ)) − y_T ln ρ − y_C ln(1−ρ), and its inversion over the ratio.
     *
     * @param treatmentErrors y_T, at least 0
     * @param controlErrors y_C, at least 0
     * @param treatmentShare ρ, share of the units, strictly between 0 and 1
     * @param concentration K, positive
     * @param alpha error level over all looks, strictly between 0 and 1
     * @return undefined for {@link Reason#ALPHA}, {@link Reason#COUNT_OUTSIDE}, {@link Reason#SHARE},
     *     {@link Reason#ALLOCATION} or {@link Reason#NOT_FINITE} (a concentration near the ends of a double's range)
     */
    public static Answer<RateRatio> of(
            long treatmentErrors, long controlErrors, double treatmentShare, double concentration, double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            return Answer.undefined(Reason.ALPHA);
        }
        if (treatmentErrors < 0 || controlErrors < 0) {
            return Answer.undefined(Reason.COUNT_OUTSIDE);
        }
        if (!(treatmentShare > 0 && treatmentShare < 1)) {
            return Answer.undefined(Reason.SHARE);
        }
        if (!(concentration > 0) || Double.isInfinite(concentration)) {
            return Answer.undefined(Reason.ALLOCATION);
        }
        double controlShare = 1 - treatmentShare;
        double excess = Math.fma(treatmentErrors, controlShare, -controlErrors * treatmentShare);
        double logE =
                DirichletMultinomial.logEvidence(treatmentErrors, controlErrors, excess, treatmentShare, concentration);
        double level = -Math.log(alpha)
                + DirichletMultinomial.regret(
                        treatmentErrors, controlErrors, concentration * treatmentShare, concentration * controlShare);
        BinomialLevelSet odds = BinomialLevelSet.of(treatmentErrors, controlErrors, level);
        double shareOdds = treatmentShare / controlShare;
        RatioInterval ratio = new RatioInterval(odds.lowerOdds() / shareOdds, odds.upperOdds() / shareOdds);
        return Double.isNaN(ratio.upper())
                ? Answer.undefined(Reason.NOT_FINITE)
                : Answer.ofFinite(new RateRatio(logE, ratio), logE, ratio.lower());
    }
}
