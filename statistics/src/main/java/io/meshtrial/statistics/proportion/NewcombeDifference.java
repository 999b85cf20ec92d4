package io.meshtrial.statistics.proportion;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;

/**
 * The hybrid score interval of a difference of two proportions, for one look chosen beforehand (R. G. Newcombe,
 * Statistics in Medicine 17, 1998, method 10).
 *
 * @param difference p_T − p_C, between −1 and 1
 * @param lower lower end, at least −1
 * @param upper upper end, at most 1
 */
public record NewcombeDifference(double difference, double lower, double upper) {

    /**
     * The interval.
     *
     * @param treatmentSuccesses between 0 and the trials
     * @param treatmentTrials at least 1
     * @param controlSuccesses between 0 and the trials
     * @param controlTrials at least 1
     * @param alpha error level at one look, strictly between 0 and 1
     * @return undefined for {@link Reason#ALPHA}, {@link Reason#ARM_MISSING}, {@link Reason#COUNT_OUTSIDE} or
     *     {@link Reason#NOT_FINITE}
     */
    public static Answer<NewcombeDifference> of(
            long treatmentSuccesses, long treatmentTrials, long controlSuccesses, long controlTrials, double alpha) {
        if (treatmentTrials == 0 || controlTrials == 0) {
            return Answer.undefined(Reason.ARM_MISSING);
        }
        return WilsonInterval.of(treatmentSuccesses, treatmentTrials, alpha)
                .flatMap(treatment -> WilsonInterval.of(controlSuccesses, controlTrials, alpha)
                        .map(control -> combine(treatment, control)));
    }

    private static NewcombeDifference combine(WilsonInterval treatment, WilsonInterval control) {
        double difference = treatment.estimate() - control.estimate();
        return new NewcombeDifference(
                difference,
                difference - Math.hypot(treatment.below(), control.above()),
                difference + Math.hypot(treatment.above(), control.below()));
    }
}
