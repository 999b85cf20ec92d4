package io.meshtrial.experiment.verification.check;

/** Whether a target is compatible with a count. */
public final class Intervals {

    private Intervals() {}

    /** @param level two-sided coverage of Wilson's interval */
    public static boolean covers(double target, int successes, int n, double level) {
        Wilson interval = Wilson.of(successes, n, level);
        return interval.lower() <= target && target <= interval.upper();
    }

    /**
     * The fewest draws after which none at all would contradict the share.
     *
     * @param share greater than 0, less than 1
     */
    public static double draws(double share, double level) {
        return Math.floor(Wilson.drawsThatNoneContradicts(share, level)) + 1;
    }
}
