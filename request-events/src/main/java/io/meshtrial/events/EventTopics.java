package io.meshtrial.events;

/** Names of the topics that the parts of Meshtrial share. */
public final class EventTopics {

    /** Request events, keyed by the hashed randomisation unit; append time, delete policy. */
    public static final String REQUEST_EVENTS = "meshtrial.request-events.v1";

    /** Records of {@link #REQUEST_EVENTS} that could not be read, with the reason in their headers. */
    public static final String DEAD_LETTERS = "meshtrial.request-events.v1-dlt";

    /** Definitions of experiments as JSON, keyed by experiment id; compacted. */
    public static final String EXPERIMENTS = "meshtrial.experiments.v1";

    private EventTopics() {}
}
