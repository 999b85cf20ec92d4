package io.meshtrial.statistics.mean;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;

/**
 * Bounds on the ratio treatment over control; relative degradation is the ratio minus 1 for a metric that is better
 * when lower, 1 minus the ratio for one that is better when higher.
 *
 * @param lower the ratio is at least this
 * @param estimate the ratio
 * @param upper the ratio is at most this
 */
public record RatioBounds(double lower, double estimate, double upper) {

    /** Where treatment − f·control ± multiplier·SE(f) is 0. */
    static Answer<RatioBounds> fieller(
            double treatment, double treatmentVariance, double control, double controlVariance, double multiplier) {
        if (!(treatmentVariance + controlVariance > 0)) {
            return Answer.undefined(Reason.ZERO_VARIANCE);
        }
        double square = multiplier * multiplier;
        double denominator = control * control - square * controlVariance;
        if (!(denominator > 0) || control <= 0) {
            return Answer.undefined(Reason.BASELINE_UNCERTAIN);
        }
        double root = multiplier * Math.sqrt(treatment * treatment * controlVariance + denominator * treatmentVariance);
        double middle = treatment * control;
        return Answer.of(
                new RatioBounds((middle - root) / denominator, treatment / control, (middle + root) / denominator));
    }
}
