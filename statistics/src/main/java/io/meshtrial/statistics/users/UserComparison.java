package io.meshtrial.statistics.users;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import java.util.OptionalDouble;

/**
 * Two arms' ratios over users and their difference by the delta method (Deng, Knoblich, Lu, arXiv 1803.06336, sections 2.2
 * and 3). Differences are in the ratio's unit, relative ones fractions of the control's ratio.
 *
 * @param control the control's ratio
 * @param treatment the treatment's ratio
 */
public record UserComparison(UserRatio control, UserRatio treatment) {

    /**
     * A comparison in which something varies.
     *
     * @return undefined for {@link Reason#ZERO_VARIANCE} or {@link Reason#NOT_FINITE}
     */
    public static Answer<UserComparison> of(UserRatio control, UserRatio treatment) {
        UserComparison both = new UserComparison(control, treatment);
        return control.variance() == 0 && treatment.variance() == 0
                ? Answer.undefined(Reason.ZERO_VARIANCE)
                : Answer.ofFinite(both, both.difference(), both.standardError());
    }

    /** R_T − R_C. */
    public double difference() {
        return treatment.minus(control);
    }

    /** Standard error of the difference. */
    public double standardError() {
        return Math.hypot(Math.sqrt(control.variance()), Math.sqrt(treatment.variance()));
    }

    /** (R_T − R_C)/R_C; empty when R_C is 0 or so small that the quotient exceeds a double. */
    public OptionalDouble relative() {
        return control.ratio() == 0 ? OptionalDouble.empty() : finite(difference() / control.ratio());
    }

    /** Standard error of the relative difference by the delta method; empty when {@link #relative} is. */
    public OptionalDouble relativeStandardError() {
        if (control.ratio() == 0) {
            return OptionalDouble.empty();
        }
        double quotient = treatment.ratio() / control.ratio();
        double error = Math.hypot(Math.sqrt(treatment.variance()), quotient * Math.sqrt(control.variance()));
        return relative().isEmpty() ? OptionalDouble.empty() : finite(error / Math.abs(control.ratio()));
    }

    private static OptionalDouble finite(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
