package io.meshtrial.statistics.histogram;

/** A sample that knows between which values its order statistics lie. Ranks are counted from 1. */
public interface RankedSample {

    /** Number of observations. */
    long total();

    /**
     * A value that the order statistic is at least.
     *
     * @param rank between 1 and the total
     */
    double atLeast(long rank);

    /**
     * A value that the order statistic is at most.
     *
     * @param rank between 1 and the total
     */
    double atMost(long rank);
}
