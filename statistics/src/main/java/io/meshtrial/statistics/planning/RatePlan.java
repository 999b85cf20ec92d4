package io.meshtrial.statistics.planning;

/**
 * A plan for a rise of an error rate that is watched with the conditional e-process (arXiv 2011.03567, section 4).
 *
 * @param formula the size by the formula for proportions
 * @param factor what simulation found the e-process to need of it, at least 1
 * @param simulatedRuns number of runs behind the factor
 */
public record RatePlan(SampleSize formula, double factor, int simulatedRuns) {

    /** The size to plan with. */
    public SampleSize size() {
        return formula.times(factor);
    }
}
