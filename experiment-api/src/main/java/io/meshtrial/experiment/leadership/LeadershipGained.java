package io.meshtrial.experiment.leadership;

/** This replica leads from now on: whatever is open is to be taken up. */
public record LeadershipGained() {}
