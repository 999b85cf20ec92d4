package io.meshtrial.routing.conformance;

import java.util.List;
import java.util.Optional;

/** Answers a recorded request in some way and says how that differs from what was recorded. */
public interface RequestCheck {

    /** @return one sentence for each difference; empty where there is none */
    List<String> differences(Recording recording, RecordedRequest request) throws UnreadableRecordingException;

    /** Why this way of answering cannot be held against a request, where it cannot. */
    default Optional<String> leftOut(Recording recording, RecordedRequest request) {
        return Optional.empty();
    }
}
