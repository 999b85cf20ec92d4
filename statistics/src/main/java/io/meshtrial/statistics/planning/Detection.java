package io.meshtrial.statistics.planning;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import io.meshtrial.statistics.sequence.AsymptoticSequence;
import io.meshtrial.statistics.special.NormalTail;

/**
 * How surely a difference is to be seen, and at which risk of a false alarm (Chow, Shao, Wang, "Sample size calculations in
 * clinical research", 2008, sections 3.2 and 4.2).
 *
 * @param alpha two-sided error level, strictly between 0 and 1
 * @param power probability of seeing the difference, strictly between 0 and 1
 * @param allocation k = n_T/n_C, positive
 * @param sequential true if the experiment is watched with the sequence tuned at the planned end, false for one look
 */
public record Detection(double alpha, double power, double allocation, boolean sequential) {

    /**
     * Units to see a difference of means: n_C = (z + z_power)²(σ² + σ²/k)/δ² (Chow, Shao, Wang, "Sample size
     * calculations in clinical research", 2008, section 3.2), with the sequence's boundary at its planned end in place of z
     * when watched (conservative).
     *
     * @param standardDeviation of one unit in either arm, positive
     * @param difference to detect, in the same unit, not 0
     * @return undefined for {@link Reason#STANDARD_DEVIATION}, {@link Reason#DELTA_ZERO},
     *     {@link Reason#ALPHA_OR_POWER}, {@link Reason#ALLOCATION} or {@link Reason#NOT_FINITE}
     */
    public Answer<SampleSize> ofMean(double standardDeviation, double difference) {
        if (!(standardDeviation > 0) || Double.isInfinite(standardDeviation)) {
            return Answer.undefined(Reason.STANDARD_DEVIATION);
        }
        double variance = standardDeviation * standardDeviation;
        return of(variance, variance, difference);
    }

    /**
     * Units to see a difference of proportions, with the unpooled variances p(1−p) (Chow, Shao, Wang, section 4.2).
     *
     * @param base the control's rate, strictly between 0 and 1
     * @param difference to detect, not 0; base + difference strictly between 0 and 1
     * @return undefined for {@link Reason#DELTA_ZERO}, {@link Reason#RATE_OUTSIDE}, {@link Reason#ALPHA_OR_POWER},
     *     {@link Reason#ALLOCATION} or {@link Reason#NOT_FINITE}
     */
    public Answer<SampleSize> ofProportion(double base, double difference) {
        double changed = base + difference;
        if (difference != 0 && !(base > 0 && base < 1 && changed > 0 && changed < 1)) {
            return Answer.undefined(Reason.RATE_OUTSIDE);
        }
        return of(base * (1 - base), changed * (1 - changed), difference);
    }

    /** The critical value: z at 1 − α/2, or the sequence's half-width in standard errors at its planned end. */
    double criticalValue() {
        if (!sequential) {
            return NormalTail.upperQuantile(alpha / 2);
        }
        double r = AsymptoticSequence.tuning(alpha);
        return Math.sqrt((1 + r) / r * (Math.log1p(r) - 2 * Math.log(alpha)));
    }

    private Answer<SampleSize> of(double controlVariance, double treatmentVariance, double difference) {
        if (difference == 0 || !Double.isFinite(difference)) {
            return Answer.undefined(Reason.DELTA_ZERO);
        }
        if (!(alpha > 0 && alpha < 1 && power > 0 && power < 1)) {
            return Answer.undefined(Reason.ALPHA_OR_POWER);
        }
        if (!(allocation > 0) || Double.isInfinite(allocation)) {
            return Answer.undefined(Reason.ALLOCATION);
        }
        double z = criticalValue();
        double standardised = (z + NormalTail.upperQuantile(1 - power)) / difference;
        double control = standardised * standardised * (controlVariance + treatmentVariance / allocation);
        SampleSize size = new SampleSize(z, control, control * allocation);
        return Answer.ofFinite(size, z, control, size.treatment(), size.total());
    }
}
