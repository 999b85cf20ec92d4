package io.meshtrial.analytics.comparison;

import io.meshtrial.analytics.definition.MeasurementPlan;

/**
 * Error levels and clock, frozen with the plan.
 *
 * @param shown level of the two-sided intervals that people see
 * @param oneSided level of each one-sided bound that promotion compares with a margin
 * @param harm level behind the e-values for harm
 * @param plannedInformation A*, N*·q(1−q) with the shares of the first randomised revision
 */
public record Levels(double shown, double oneSided, double harm, double plannedInformation) {

    /** Level of the intervals that are shown. */
    public static final double SHOWN = 0.05;

    /** @param treatmentShare of the first randomised revision, strictly between 0 and 1 */
    public static Levels of(MeasurementPlan plan, int treatments, double treatmentShare) {
        return new Levels(
                SHOWN,
                plan.alphaNoHarm() / Math.max(1, treatments),
                plan.alphaHarm(),
                plan.plannedUnits() * treatmentShare * (1 - treatmentShare));
    }
}
