package io.meshtrial.experiment.verification.check;

/** Whether a target is compatible with a count. */
public final class Intervals {

    private Intervals() {}

    /** @param level two-sided coverage of Wilson's interval */
    public static boolean covers(double target, int successes, int n, double level) {
        Wilson interval = Wilson.of(successes, n, level);
        return interval.lower() <= target && target <= interval.upper();
    }
}
