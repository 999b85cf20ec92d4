package io.meshtrial.statistics.sequence;

/**
 * The clock for units that go on contributing after they were counted: information I = 1/SE², its running maximum,
 * over the planned I* = 1/planned SE² (Waudby-Smith et al., arXiv 2103.06476, section 2; a count of units as the clock raises
 * false alarms from at most 5 to 7 % in sets of users that are watched 10 000 times).
 *
 * @param plannedStandardError in the metric's unit, positive, frozen at the start
 * @param reached the largest information seen so far, 0 at the start
 */
public record InformationClock(double plannedStandardError, double reached) {

    /**
     * Refuses a plan that cannot be.
     *
     * @throws IllegalArgumentException if the planned standard error is not positive and finite, or the information reached
     *     is negative or not finite
     */
    public InformationClock {
        if (!(reached >= 0) || Double.isInfinite(reached)) {
            throw new IllegalArgumentException("information must be 0 or positive: " + reached);
        }
        if (!(plannedStandardError > 0) || Double.isInfinite(plannedStandardError)) {
            throw new IllegalArgumentException("planned standard error must be positive: " + plannedStandardError);
        }
    }

    /**
     * A clock that has not started.
     *
     * @param plannedStandardError in the metric's unit
     * @throws IllegalArgumentException if it is not positive and finite
     */
    public static InformationClock planned(double plannedStandardError) {
        return new InformationClock(plannedStandardError, 0);
    }

    /**
     * The clock after a look; it never runs backwards, and information beyond a double counts as the largest double.
     *
     * @param standardError in the metric's unit; one that is not positive tells nothing
     */
    public InformationClock advance(double standardError) {
        double information = standardError > 0 ? Math.min(Double.MAX_VALUE, 1 / standardError / standardError) : 0;
        return new InformationClock(plannedStandardError, Math.max(reached, information));
    }

    /** Information reached over information planned. */
    public double progress() {
        double root = Math.sqrt(reached) * plannedStandardError;
        return Math.min(Double.MAX_VALUE, root * root);
    }

    /**
     * The contrast on this clock, after its own look.
     *
     * @param contrast in the metric's unit
     */
    public Contrast time(Contrast contrast) {
        return contrast.withProgress(advance(contrast.standardError()).progress());
    }
}
