package io.meshtrial.experiment.definition;

/** Which of the two sources of events is counted; the other is a witness. */
public enum EventSource {
    APPLICATION,
    ACCESS_LOG
}
