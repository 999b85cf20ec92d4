package io.meshtrial.statistics.mean;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import io.meshtrial.statistics.sequence.Contrast;

/** The difference of two means from one sample per arm, without strata. */
public final class MeanDifference {

    private MeanDifference() {}

    /**
     * treatment − control, with SE² = s²_C/n_C + s²_T/n_T and the number of units as clock (Waudby-Smith et al., arXiv
     * 2103.06476, section 3.1).
     *
     * @param plannedUnits N*, planned units of both arms together, positive
     * @return undefined for {@link Reason#ARM_MISSING}, {@link Reason#NOT_FINITE}, {@link Reason#NEGATIVE_VARIANCE},
     *     {@link Reason#ZERO_VARIANCE} or {@link Reason#PLANNED_UNITS}
     */
    public static Answer<Contrast> of(ArmSummary control, ArmSummary treatment, double plannedUnits) {
        Stratum stratum = new Stratum(control, treatment);
        var fault = stratum.fault();
        if (fault.isPresent()) {
            return Answer.undefined(fault.get());
        }
        if (!(plannedUnits > 0) || Double.isInfinite(plannedUnits)) {
            return Answer.undefined(Reason.PLANNED_UNITS);
        }
        double variance = stratum.varianceOfDifference(1);
        if (!(variance > 0)) {
            return Answer.undefined(Reason.ZERO_VARIANCE);
        }
        double units = (double) control.n() + treatment.n();
        Contrast contrast = new Contrast(stratum.difference(1), Math.sqrt(variance), units / plannedUnits);
        return Answer.ofFinite(contrast, contrast.estimate(), contrast.standardError(), contrast.progress());
    }
}
