package io.meshtrial.analytics.planning;

/** What control looks like on one metric, and what it would look like changed. */
public sealed interface Baseline {

    /** The part that is shown to people, in the metric's unit. */
    double value();

    /** The same after the change. */
    double changed();

    /** Of the units the part that the metric counts, such as requests that carry a value. */
    double counted();

    /** Errors of requests, or users with an error: judged by the conditional e-process. */
    record Rate(double value, double changed) implements Baseline {
        @Override
        public double counted() {
            return 1;
        }
    }

    /**
     * A mean or a share, judged by the sequence for means.
     *
     * @param distance of the contrast that is judged from 0, if the truth is as planned
     * @param control standard deviation of what one unit of control adds to the contrast
     * @param treatment likewise of the treatment
     */
    record Measured(double value, double changed, double distance, double control, double treatment, double counted)
            implements Baseline {}
}
