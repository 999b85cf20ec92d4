package io.meshtrial.analytics.tally;

/** Finds what is frozen of an experiment. */
public interface Measurements {

    /** Of an experiment that is not known, {@link Measurement#UNKNOWN}. */
    Measurement of(String experiment);
}
