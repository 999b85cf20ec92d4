package io.meshtrial.experiment.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.meshtrial.routing.merge.MergeResult;
import io.meshtrial.routing.object.MeshObject;

/** One JSON Patch of one object: first the fence, a {@code replace} of the version that was read, then edits in order. */
final class FencedPatch {

    private static final String VERSION = "/metadata/resourceVersion";

    private final MeshObject live;
    private final ArrayNode operations = JsonNodeFactory.instance.arrayNode();

    FencedPatch(MeshObject live) {
        this.live = live;
        operations.addObject().put("op", "replace").put("path", VERSION).put("value", live.resourceVersion());
    }

    FencedPatch edits(ArrayNode more) {
        for (JsonNode operation : more) {
            if (!operation.path("path").asText().equals(VERSION)) {
                operations.add(operation);
            }
        }
        return this;
    }

    FencedPatch merged(MergeResult result) {
        return result instanceof MergeResult.Patch patch ? edits(patch.operations()) : this;
    }

    FencedPatch without(RollbackMark mark, String experiment) {
        if (mark.names(experiment)) {
            mark.without(experiment).write(live, operations);
        }
        return this;
    }

    FencedPatch marked(RollbackMark mark) {
        mark.write(live, operations);
        return this;
    }

    boolean isEmpty() {
        return operations.size() == 1;
    }

    ArrayNode operations() {
        return operations;
    }
}
