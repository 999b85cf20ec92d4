package io.meshtrial.statistics.quantile;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import io.meshtrial.statistics.histogram.RankedSample;

/**
 * Two arms' quantile, each interval at half the error level (Howard and Ramdas, arXiv 1906.09712, section 5, by a union bound). Descriptive, within one stratum: pooled over strata with
 * different shares a quantile's difference excludes 0 without any effect.
 *
 * @param treatment the treatment's interval
 * @param control the control's interval
 */
public record QuantileComparison(QuantileInterval treatment, QuantileInterval control) {

    /**
     * Both intervals (Howard and Ramdas, arXiv 1906.09712, section 5, by a union bound).
     *
     * @param treatment the treatment's observations
     * @param control the control's observations, in the same unit
     * @param p the quantile's probability, strictly between 0 and 1
     * @param plannedObservations t_opt of each arm, at least 1
     * @param alpha error level of the comparison over all looks, strictly between 0 and 1; each arm takes half
     * @return undefined for {@link Reason#ARM_MISSING}, {@link Reason#PROBABILITY},
     *     {@link Reason#PLANNED_OBSERVATIONS} or {@link Reason#ALPHA}
     */
    public static Answer<QuantileComparison> of(
            RankedSample treatment, RankedSample control, double p, long plannedObservations, double alpha) {
        if (treatment.total() < 1 || control.total() < 1) {
            return Answer.undefined(Reason.ARM_MISSING);
        }
        if (!(alpha > 0 && alpha < 1)) {
            return Answer.undefined(Reason.ALPHA);
        }
        return QuantileInterval.of(treatment, p, plannedObservations, alpha / 2)
                .flatMap(ofTreatment -> QuantileInterval.of(control, p, plannedObservations, alpha / 2)
                        .map(ofControl -> new QuantileComparison(ofTreatment, ofControl)));
    }

    /** Lower end of treatment − control; −∞ without a bound. */
    public double differenceLower() {
        return treatment.lower() - control.upper();
    }

    /** Upper end of treatment − control; ∞ without a bound. */
    public double differenceUpper() {
        return treatment.upper() - control.lower();
    }

    /** Lower end of treatment over control; 0 without a bound. */
    public double ratioLower() {
        return treatment.lower() == 0 ? 0 : treatment.lower() / control.upper();
    }

    /** Upper end of treatment over control; ∞ without a bound. */
    public double ratioUpper() {
        return control.lower() == 0 ? Double.POSITIVE_INFINITY : treatment.upper() / control.lower();
    }
}
