package io.meshtrial.statistics.sequence;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import io.meshtrial.statistics.special.NormalTail;
import java.util.Optional;

/**
 * Asymptotic confidence sequences: intervals for a contrast that hold at all looks together.
 *
 * <p>Source: Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas, "Time-uniform central limit theory and asymptotic
 * confidence sequences", arXiv 2103.06476, section 2 (two-sided) and appendix B (one-sided). Estimates and bounds are
 * in the metric's unit, e-values in natural logarithms.
 */
public final class AsymptoticSequence {

    private AsymptoticSequence() {}

    /**
     * c(α) = −2 ln α + ln(1 − 2 ln α): the scaled time at which the boundary is tightest.
     *
     * @param alpha strictly between 0 and 1
     * @throws IllegalArgumentException if it lies outside
     */
    public static double tuning(double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha " + alpha);
        }
        double doubled = -2 * Math.log(alpha);
        return doubled + Math.log1p(doubled);
    }

    /**
     * The two-sided sequence: half-width SE·√((1+r)/r · ln((1+r)/α²)), e = exp(r/(1+r)·z²/2)/√(1+r), r = c(α)·progress.
     *
     * @param alpha error level over all looks, strictly between 0 and 1
     * @return undefined for {@link Reason#ALPHA}, {@link Reason#NOT_FINITE}, {@link Reason#ZERO_VARIANCE} or
     *     {@link Reason#PLANNED_INFORMATION}
     */
    public static Answer<TwoSided> twoSided(Contrast contrast, double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            return Answer.undefined(Reason.ALPHA);
        }
        Optional<Reason> unusable = unusable(contrast);
        if (unusable.isPresent()) {
            return Answer.undefined(unusable.get());
        }
        double estimate = contrast.estimate();
        double standardError = contrast.standardError();
        double r = tuning(alpha) * contrast.progress();
        double halfWidth = standardError * widening(r) * Math.sqrt(Math.log1p(r) - 2 * Math.log(alpha));
        double z = estimate / standardError;
        double logE = r / (1 + r) * z * z / 2 - Math.log1p(r) / 2;
        TwoSided sequence = new TwoSided(
                estimate,
                standardError,
                r,
                halfWidth,
                estimate - halfWidth,
                estimate + halfWidth,
                z,
                logE,
                Math.min(1, Math.exp(-logE)));
        return Answer.ofFinite(sequence, r, sequence.lower(), sequence.upper(), z, logE);
    }

    /**
     * The one-sided sequences: distance SE·√(2(1+r)/r · ln(1 + √(1+r)/(2α))), e = 2Φ(u)e^{u²/2}/√(1+r) with
     * u = z√(r/(1+r)), r = c(2α)·progress. The closed distance is a little wider than the e-value's exact inverse.
     *
     * @param alpha error level of each side over all looks, strictly between 0 and one half
     * @return undefined for {@link Reason#ALPHA}, {@link Reason#ALPHA_ONE_SIDED}, {@link Reason#NOT_FINITE},
     *     {@link Reason#ZERO_VARIANCE} or {@link Reason#PLANNED_INFORMATION}
     */
    public static Answer<OneSided> oneSided(Contrast contrast, double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            return Answer.undefined(Reason.ALPHA);
        }
        if (alpha >= 0.5) {
            return Answer.undefined(Reason.ALPHA_ONE_SIDED);
        }
        Optional<Reason> unusable = unusable(contrast);
        if (unusable.isPresent()) {
            return Answer.undefined(unusable.get());
        }
        double estimate = contrast.estimate();
        double r = tuning(2 * alpha) * contrast.progress();
        double halfWidth = contrast.standardError() * multiplier(r, alpha);
        double u = estimate / contrast.standardError() * Math.sqrt(r / (1 + r));
        double scale = Math.log(2) - Math.log1p(r) / 2;
        OneSided sequence = new OneSided(
                estimate,
                contrast.standardError(),
                r,
                halfWidth,
                estimate - halfWidth,
                estimate + halfWidth,
                scale + NormalTail.logScaledCdf(u),
                scale + NormalTail.logScaledCdf(-u));
        return Answer.ofFinite(
                sequence, r, sequence.lower(), sequence.upper(), sequence.logEGreater(), sequence.logELess());
    }

    /**
     * How many standard errors the one-sided bound keeps from the estimate (arXiv 2103.06476, appendix B).
     *
     * @param progress positive; a progress beyond all plans counts as the largest double
     * @param alpha strictly between 0 and one half
     * @throws IllegalArgumentException if either lies outside
     */
    public static double oneSidedMultiplier(double progress, double alpha) {
        if (!(progress > 0) || !(alpha > 0 && alpha < 0.5)) {
            throw new IllegalArgumentException("progress " + progress + ", alpha " + alpha);
        }
        return multiplier(Math.min(Double.MAX_VALUE, tuning(2 * alpha) * progress), alpha);
    }

    private static double multiplier(double r, double alpha) {
        double ratio = Math.sqrt(1 + r) / (2 * alpha);
        double log = Double.isInfinite(ratio) ? Math.log1p(r) / 2 - Math.log(2 * alpha) : Math.log1p(ratio);
        return widening(r) * Math.sqrt(2 * log);
    }

    /** √((1+r)/r), also where the quotient itself leaves the range. */
    private static double widening(double r) {
        return Math.sqrt(1 + r) / Math.sqrt(r);
    }

    private static Optional<Reason> unusable(Contrast contrast) {
        if (!Double.isFinite(contrast.estimate()) || !Double.isFinite(contrast.standardError())) {
            return Optional.of(Reason.NOT_FINITE);
        }
        if (!(contrast.progress() > 0) || Double.isInfinite(contrast.progress())) {
            return Optional.of(Reason.PLANNED_INFORMATION);
        }
        return contrast.standardError() > 0 ? Optional.empty() : Optional.of(Reason.ZERO_VARIANCE);
    }
}
