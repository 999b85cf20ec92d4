package io.meshtrial.statistics.planning;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;

/**
 * How many units an experiment needs. Sizes are real numbers; whoever orders units rounds each arm up (Chow, Shao,
 * Wang, "Sample size calculations in clinical research", 2008, section 3.2).
 *
 * @param criticalValue standard errors between the estimate and the bound at the planned end
 * @param control units in control
 * @param treatment units in treatment
 */
public record SampleSize(double criticalValue, double control, double treatment) {

    /** Units in both arms. */
    public double total() {
        return control + treatment;
    }

    /**
     * How long the traffic takes to bring them.
     *
     * @param unitsPerTime units of both arms together per unit of time, positive
     * @return in that unit of time; undefined for {@link Reason#TRAFFIC} or {@link Reason#NOT_FINITE}
     */
    public Answer<Double> duration(double unitsPerTime) {
        return unitsPerTime > 0 && Double.isFinite(unitsPerTime)
                ? Answer.ofFinite(total() / unitsPerTime, total() / unitsPerTime)
                : Answer.undefined(Reason.TRAFFIC);
    }

    /**
     * Both arms larger by a factor, such as the one found by simulation for rate ratios.
     *
     * @param factor positive
     */
    public SampleSize times(double factor) {
        return new SampleSize(criticalValue, control * factor, treatment * factor);
    }
}
