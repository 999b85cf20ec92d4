package io.meshtrial.experiment.definition;

/** Something about an experiment is new; sent after it is stored. */
public record ExperimentChanged(String experiment) {}
