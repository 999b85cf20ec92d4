package io.meshtrial.analytics.definition;

/** Who reports the experiment's requests; frozen at its start. */
public enum EventSource {
    APPLICATION,
    ACCESS_LOG
}
