package io.meshtrial.experiment.mesh;

import io.meshtrial.routing.object.MeshObject;
import java.util.List;

/** What became of a write. */
public sealed interface WriteResult {

    /**
     * The server took it.
     *
     * @param object as it is now, or would be under a dry run
     * @param warnings of the server, such as unknown fields that it left out
     */
    record Written(MeshObject object, List<String> warnings) implements WriteResult {
        public Written {
            warnings = List.copyOf(warnings);
        }
    }

    /** Somebody else wrote in between (409): read again, plan again. */
    record Conflict(String message) implements WriteResult {}

    /** There is no such object (404). */
    record Absent() implements WriteResult {}

    /**
     * The server does not take it and will not take it later (400, 403, 413, 422).
     *
     * @param causes field and reason, where it names them
     */
    record Refused(int status, String message, List<String> causes) implements WriteResult {
        public Refused {
            causes = List.copyOf(causes);
        }
    }

    /** No answer, or one that says to try again later (429, 5xx, time-out): whether it was stored is not known. */
    record Unavailable(String message) implements WriteResult {}
}
