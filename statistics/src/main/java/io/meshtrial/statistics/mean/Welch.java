package io.meshtrial.statistics.mean;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Welch's t-test: a fixed-horizon interval, valid only at one look that was chosen beforehand. It is shown thin beside
 * the sequence and decides nothing (B. L. Welch, Biometrika 34, 1947, pp. 28-35).
 *
 * @param difference treatment − control, in the metric's unit
 * @param standardError of the difference, in that unit
 * @param t difference over standard error, without a unit
 * @param degreesOfFreedom by Welch and Satterthwaite, positive
 * @param p two-sided p-value, between 0 and 1
 * @param halfWidth half the interval's width, in the metric's unit
 */
public record Welch(
        double difference, double standardError, double t, double degreesOfFreedom, double p, double halfWidth) {

    /**
     * The test (B. L. Welch, Biometrika 34, 1947).
     *
     * @param alpha error level at one look, strictly between 0 and 1
     * @return undefined for {@link Reason#ALPHA}, {@link Reason#TOO_FEW}, {@link Reason#NOT_FINITE},
     *     {@link Reason#NEGATIVE_VARIANCE} or {@link Reason#ZERO_VARIANCE}
     */
    public static Answer<Welch> of(ArmSummary control, ArmSummary treatment, double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            return Answer.undefined(Reason.ALPHA);
        }
        if (control.n() < 2 || treatment.n() < 2) {
            return Answer.undefined(Reason.TOO_FEW);
        }
        var fault = control.fault().or(treatment::fault);
        if (fault.isPresent()) {
            return Answer.undefined(fault.get());
        }
        double controlPart = control.variance() / control.n();
        double treatmentPart = treatment.variance() / treatment.n();
        double variance = controlPart + treatmentPart;
        if (!(variance > 0)) {
            return Answer.undefined(Reason.ZERO_VARIANCE);
        }
        double t = (treatment.mean() - control.mean()) / Math.sqrt(variance);
        if (!Double.isFinite(variance) || !Double.isFinite(t)) {
            return Answer.undefined(Reason.NOT_FINITE);
        }
        double controlShare = controlPart / variance;
        double treatmentShare = treatmentPart / variance;
        double degrees = 1
                / (controlShare * controlShare / (control.n() - 1)
                        + treatmentShare * treatmentShare / (treatment.n() - 1));
        double difference = treatment.mean() - control.mean();
        double standardError = Math.sqrt(variance);
        TDistribution distribution = TDistribution.of(degrees);
        double p = 2 * distribution.survivalProbability(Math.abs(t));
        double halfWidth = standardError * distribution.inverseSurvivalProbability(alpha / 2);
        return Answer.ofFinite(
                new Welch(difference, standardError, t, degrees, p, halfWidth),
                degrees,
                p,
                difference - halfWidth,
                difference + halfWidth);
    }

    /** Lower end of the interval. */
    public double lower() {
        return difference - halfWidth;
    }

    /** Upper end of the interval. */
    public double upper() {
        return difference + halfWidth;
    }
}
