package io.meshtrial.analytics.planning;

/** What control looks like on one metric, and what it would look like changed. */
public sealed interface Baseline {

    /** The part that is shown to people, in the metric's unit. */
    double value();

    /** The same after the change. */
    double changed();

    /** Errors of requests, or users with an error: judged by the conditional e-process. */
    record Rate(double value, double changed) implements Baseline {}

    /**
     * A share of units, judged by the sequence for means.
     *
     * @param value shown, in the metric's unit
     * @param share of units that count, strictly between 0 and 1
     * @param changedShare after the change
     */
    record Share(double value, double changed, double share, double changedShare) implements Baseline {}

    /** @param standardDeviation of one unit */
    record Mean(double value, double changed, double standardDeviation) implements Baseline {}
}
