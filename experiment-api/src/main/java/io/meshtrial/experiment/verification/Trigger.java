package io.meshtrial.experiment.verification;

/** Why a run took place. */
public enum Trigger {
    SCHEDULE,
    /** Something about the experiment or its objects changed. */
    WATCH,
    REQUEST
}
