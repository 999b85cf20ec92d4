package io.meshtrial.statistics.mean;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import io.meshtrial.statistics.special.PowerOfTwo;

/**
 * Bounds on the ratio treatment over control; relative degradation is the ratio minus 1 for a metric that is better
 * when lower, 1 minus the ratio for one that is better when higher (E. C. Fieller, JRSS B 16(2), 1954, pp. 175-185).
 *
 * @param lower the ratio is at least this
 * @param estimate the ratio
 * @param upper the ratio is at most this
 */
public record RatioBounds(double lower, double estimate, double upper) {

    /** Where treatment − f·control ± multiplier·SE(f) is 0; in a unit near the control's size, for ratios have none. */
    static Answer<RatioBounds> fieller(
            double treatment, double treatmentVariance, double control, double controlVariance, double multiplier) {
        if (treatmentVariance == 0 && controlVariance == 0) {
            return Answer.undefined(Reason.ZERO_VARIANCE);
        }
        if (!(control > 0) || Double.isInfinite(control)) {
            return Answer.undefined(Reason.BASELINE_UNCERTAIN);
        }
        PowerOfTwo unit = PowerOfTwo.of(control);
        return scaled(
                unit.in(treatment),
                unit.in(unit.in(treatmentVariance)),
                unit.in(control),
                unit.in(unit.in(controlVariance)),
                multiplier);
    }

    private static Answer<RatioBounds> scaled(
            double treatment, double treatmentVariance, double control, double controlVariance, double multiplier) {
        double square = multiplier * multiplier;
        double denominator = control * control - square * controlVariance;
        if (!(denominator > 0)) {
            return Answer.undefined(Reason.BASELINE_UNCERTAIN);
        }
        double root = multiplier * Math.sqrt(treatment * treatment * controlVariance + denominator * treatmentVariance);
        double middle = treatment * control;
        RatioBounds bounds =
                new RatioBounds((middle - root) / denominator, treatment / control, (middle + root) / denominator);
        return Answer.ofFinite(bounds, bounds.lower, bounds.estimate, bounds.upper);
    }
}
