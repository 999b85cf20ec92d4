package io.meshtrial.localmesh.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A status code, a body, and warnings for the {@code Warning} header. */
record Answer(int code, ObjectNode body, List<String> warnings) {

    static Answer ok(ObjectNode body) {
        return new Answer(200, body, List.of());
    }
}
