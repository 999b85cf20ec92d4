package io.meshtrial.statistics.planning;

/**
 * What the clocks of the sequences are planned on: the experiment is tightest when it arrives there (Waudby-Smith et al., arXiv
 * 2103.06476, section 2, on tuning; C. Jennison, B. Turnbull, "Group sequential methods", 1999, on information as a clock).
 *
 * @param control planned units in control, positive
 * @param treatment planned units in treatment, positive
 */
public record PlannedInformation(double control, double treatment) {

    /**
     * From a plan's total and the treatment's share.
     *
     * @param units of both arms together, positive
     * @param treatmentShare strictly between 0 and 1
     * @throws IllegalArgumentException if either lies outside, or the units are infinite
     */
    public static PlannedInformation of(double units, double treatmentShare) {
        if (!(units > 0) || Double.isInfinite(units) || !(treatmentShare > 0 && treatmentShare < 1)) {
            throw new IllegalArgumentException("no plan of " + units + " units with share " + treatmentShare);
        }
        return new PlannedInformation(units * (1 - treatmentShare), units * treatmentShare);
    }

    /** A* = n_T·n_C/n, for strata. */
    public double effectiveUnits() {
        return treatment / (1 + treatment / control);
    }

    /**
     * The planned standard error of a difference, for the information clock.
     *
     * @param unitVariance variance of one unit, in the metric's unit squared, positive and finite
     * @throws IllegalArgumentException if it is not
     */
    public double standardError(double unitVariance) {
        if (!(unitVariance > 0) || Double.isInfinite(unitVariance)) {
            throw new IllegalArgumentException("variance must be positive: " + unitVariance);
        }
        return Math.sqrt(unitVariance) / Math.sqrt(effectiveUnits());
    }
}
