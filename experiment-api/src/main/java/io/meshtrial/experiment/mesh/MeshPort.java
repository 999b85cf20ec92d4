package io.meshtrial.experiment.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.object.MeshObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the platform asks of a Kubernetes API. Objects go through as they are, unknown fields included.
 * Reads throw {@link MeshUnavailable} where no answer comes and {@link MeshForbidden} where reading is refused.
 */
public interface MeshPort {

    Optional<MeshObject> get(Kind kind, String namespace, String name);

    /** Every object of that kind, in every namespace, page by page. */
    List<MeshObject> list(Kind kind);

    List<MeshObject> list(Kind kind, String namespace);

    /**
     * Applies a JSON Patch (RFC 6902).
     *
     * @param operations an array; the first is the fence, a {@code replace} of {@code /metadata/resourceVersion} by the
     *     version that was read, so that a stale one answers {@link WriteResult.Conflict}
     * @param dryRun whether the server checks everything and stores nothing
     */
    WriteResult patch(Kind kind, String namespace, String name, JsonNode operations, boolean dryRun);

    WriteResult create(Kind kind, MeshObject object, boolean dryRun);

    /** Deletes the object if it still is at that version. */
    WriteResult delete(Kind kind, String namespace, String name, String resourceVersion);

    /** Follows every object of a kind until closed; what is there already is told first. Reconnects by itself. */
    AutoCloseable watch(Kind kind, Consumer<MeshEvent> handler);
}
