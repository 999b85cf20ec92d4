package io.meshtrial.statistics.sequence;

/**
 * An estimated contrast and how far its experiment has come: all that an asymptotic confidence sequence needs
 * (Waudby-Smith et al., arXiv 2103.06476, section 2).
 *
 * @param estimate in the metric's unit
 * @param standardError in the metric's unit, positive
 * @param progress gathered over planned information: n/N* by count, A/A* over strata, I/I* by the information clock;
 *     positive, may exceed 1
 */
public record Contrast(double estimate, double standardError, double progress) {

    /**
     * The same contrast on another clock.
     *
     * @param newProgress gathered over planned information, positive
     */
    public Contrast withProgress(double newProgress) {
        return new Contrast(estimate, standardError, newProgress);
    }
}
