package io.meshtrial.statistics.users;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import java.util.OptionalDouble;

/**
 * Two arms' ratios over users.
 *
 * @param control the control's ratio
 * @param treatment the treatment's ratio
 */
public record UserComparison(UserRatio control, UserRatio treatment) {

    /**
     * A comparison in which something varies.
     *
     * @return undefined for {@link Reason#ZERO_VARIANCE}
     */
    public static Answer<UserComparison> of(UserRatio control, UserRatio treatment) {
        return control.variance() + treatment.variance() > 0
                ? Answer.of(new UserComparison(control, treatment))
                : Answer.undefined(Reason.ZERO_VARIANCE);
    }

    /** R_T − R_C. */
    public double difference() {
        return treatment.minus(control);
    }

    /** Standard error of the difference. */
    public double standardError() {
        return Math.sqrt(control.variance() + treatment.variance());
    }

    /** (R_T − R_C)/R_C; empty when R_C is 0. */
    public OptionalDouble relative() {
        return control.ratio() == 0 ? OptionalDouble.empty() : OptionalDouble.of(difference() / control.ratio());
    }

    /** Standard error of the relative difference by the delta method; empty when R_C is 0. */
    public OptionalDouble relativeStandardError() {
        if (control.ratio() == 0) {
            return OptionalDouble.empty();
        }
        double quotient = treatment.ratio() / control.ratio();
        double error = Math.hypot(Math.sqrt(treatment.variance()), quotient * Math.sqrt(control.variance()));
        return OptionalDouble.of(error / Math.abs(control.ratio()));
    }
}
