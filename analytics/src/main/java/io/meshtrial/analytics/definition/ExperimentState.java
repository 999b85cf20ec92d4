package io.meshtrial.analytics.definition;

/** Where an experiment stands in its life. */
public enum ExperimentState {
    DRAFT,
    RUNNING,
    PAUSED,
    PROMOTED,
    ROLLED_BACK,
    STOPPED
}
