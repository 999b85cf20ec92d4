package io.meshtrial.analytics.definition;

/** Which way a metric is better. */
public enum Direction {
    LOWER_IS_BETTER(1),
    HIGHER_IS_BETTER(-1);

    private final int worse;

    Direction(int worse) {
        this.worse = worse;
    }

    /** The sign of a change for the worse: +1 or −1. */
    public int worse() {
        return worse;
    }
}
