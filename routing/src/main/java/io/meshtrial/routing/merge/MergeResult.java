package io.meshtrial.routing.merge;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.meshtrial.routing.object.MeshObject;

/** What is to be written, if anything. */
public sealed interface MergeResult {

    /**
     * An edit.
     *
     * @param operations JSON Patch (RFC 6902); first the fence, a {@code replace} of {@code /metadata/resourceVersion}
     *     with the version that was read, so that a stale one answers 409; then edits of owned elements only
     * @param after the object as the patch leaves it
     */
    record Patch(ArrayNode operations, MeshObject after) implements MergeResult {}

    /** The object is as it should be. */
    record Nothing() implements MergeResult {}

    /** Routes of a later revision stand there: someone newer has published, and nothing may be written. */
    record HigherRevisionLive(int revision) implements MergeResult {}
}
