package io.meshtrial.statistics.mean;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import io.meshtrial.statistics.sequence.Contrast;

/**
 * The relative difference (mean_T − mean_C)/mean_C by the delta method, to show beside the absolute one. Verdicts test
 * a margin on {@link StratifiedMeans#contrast} instead, which needs no division by an uncertain mean.
 */
public final class RelativeDifference {

    private RelativeDifference() {}

    /**
     * The relative difference with SE² = s²_T/(n_T·mean_C²) + s²_C·mean_T²/(n_C·mean_C⁴) (Deng et al., arXiv
     * 1803.06336, section 2.2). Estimate and standard error are fractions of the control's mean.
     *
     * @param plannedUnits N*, planned units of both arms together, positive
     * @return undefined for {@link Reason#ARM_MISSING}, {@link Reason#NOT_FINITE}, {@link Reason#NEGATIVE_VARIANCE},
     *     {@link Reason#PLANNED_UNITS}, {@link Reason#BASELINE_ZERO} or {@link Reason#ZERO_VARIANCE}
     */
    public static Answer<Contrast> of(ArmSummary control, ArmSummary treatment, double plannedUnits) {
        var fault = control.fault().or(treatment::fault);
        if (fault.isPresent()) {
            return Answer.undefined(fault.get());
        }
        if (!(plannedUnits > 0) || Double.isInfinite(plannedUnits)) {
            return Answer.undefined(Reason.PLANNED_UNITS);
        }
        if (control.mean() == 0) {
            return Answer.undefined(Reason.BASELINE_ZERO);
        }
        double ratio = treatment.mean() / control.mean();
        double error = Math.hypot(
                Math.sqrt(treatment.variance() / treatment.n()), ratio * Math.sqrt(control.variance() / control.n()));
        if (!(error > 0)) {
            return Answer.undefined(Reason.ZERO_VARIANCE);
        }
        double units = (double) control.n() + treatment.n();
        Contrast contrast = new Contrast(
                (treatment.mean() - control.mean()) / control.mean(),
                error / Math.abs(control.mean()),
                units / plannedUnits);
        return Answer.ofFinite(contrast, contrast.estimate(), contrast.standardError(), contrast.progress());
    }
}
