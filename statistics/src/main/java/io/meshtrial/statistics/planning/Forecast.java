package io.meshtrial.statistics.planning;

/** When a running experiment will decide if it goes on as it did so far. Time is in the unit of the rates handed in. */
public sealed interface Forecast {

    /** It has decided already, or decides after this much more time. */
    record After(double time) implements Forecast {}

    /** It does not decide within the horizon. */
    record NotWithin(double horizon) implements Forecast {}

    /** Decided as a function of time, false and then true. */
    interface Decided {
        /** Whether the experiment has decided after this much more time. */
        boolean after(double time);
    }

    /**
     * The first time at which the experiment has decided, to one part in 10 000.
     *
     * @param horizon positive
     */
    static Forecast firstTime(Decided decided, double horizon) {
        if (decided.after(0)) {
            return new After(0);
        }
        if (!decided.after(horizon)) {
            return new NotWithin(horizon);
        }
        double before = 0;
        double after = horizon;
        while (after - before > 1e-4 * after) {
            double middle = before + (after - before) / 2;
            if (decided.after(middle)) {
                after = middle;
            } else {
                before = middle;
            }
        }
        return new After(after);
    }
}
