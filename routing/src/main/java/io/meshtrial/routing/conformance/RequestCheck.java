package io.meshtrial.routing.conformance;

import java.util.List;

/** Answers a recorded request in some way and says how that differs from what was recorded. */
interface RequestCheck {

    /** @return one sentence for each difference; empty where there is none */
    List<String> differences(Recording recording, RecordedRequest request) throws UnreadableRecordingException;
}
