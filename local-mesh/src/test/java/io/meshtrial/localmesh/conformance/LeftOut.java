package io.meshtrial.localmesh.conformance;

import io.meshtrial.routing.conformance.RecordedRequest;
import java.util.Optional;

/** Recorded requests that say nothing about the edge, and why. */
final class LeftOut {

    private LeftOut() {}

    static Optional<String> reason(RecordedRequest request) {
        if (!RecordedMesh.hasListener(request.via())) {
            return Optional.of("not through a gateway");
        }
        if (request.answer().path("protocol").asText("").equals("h2")) {
            return Optional.of("HTTP/2");
        }
        if (request.behaviour().startsWith("slow=")) {
            return Optional.of("the outcome depends on time");
        }
        return Optional.empty();
    }
}
