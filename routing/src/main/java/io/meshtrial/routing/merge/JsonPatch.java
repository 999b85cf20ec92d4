package io.meshtrial.routing.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.object.MeshObject;
import java.util.List;
import java.util.Set;

/** The JSON Patch between two states of {@code spec.http}, as removals and insertions of whole elements. */
final class JsonPatch {

    private static final String HTTP = "/spec/http/";

    private final ArrayNode operations = JsonNodeFactory.instance.arrayNode();

    /**
     * @param kept indices of elements of the object that stay, in order
     * @param wanted the elements afterwards, of which the kept ones are a subsequence
     */
    static MergeResult between(MeshObject live, Set<Integer> kept, List<Slot> wanted) {
        JsonPatch patch = new JsonPatch();
        for (int i = live.http().size() - 1; i >= 0; i--) {
            if (!kept.contains(i)) {
                patch.operation("remove", HTTP + i);
            }
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (wanted.get(i) instanceof Slot.New(JsonNode json)) {
                patch.operation("add", HTTP + i).set("value", json);
            }
        }
        if (patch.operations.isEmpty()) {
            return new MergeResult.Nothing();
        }
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        String version = live.resourceVersion();
        if (version != null) {
            all.addObject()
                    .put("op", "replace")
                    .put("path", "/metadata/resourceVersion")
                    .put("value", version);
        }
        all.addAll(patch.operations);
        return new MergeResult.Patch(all, after(live, wanted));
    }

    /** One element of the list to be. */
    sealed interface Slot {
        record Kept(int index) implements Slot {}

        record New(JsonNode json) implements Slot {}
    }

    private ObjectNode operation(String op, String path) {
        return operations.addObject().put("op", op).put("path", path);
    }

    /** Everything but the list itself is shared with the live object; neither is ever changed. */
    private static MeshObject after(MeshObject live, List<Slot> wanted) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        live.json().properties().forEach(member -> object.set(member.getKey(), member.getValue()));
        ObjectNode spec = object.putObject("spec");
        live.spec().properties().forEach(member -> spec.set(member.getKey(), member.getValue()));
        ArrayNode http = spec.putArray("http");
        for (Slot slot : wanted) {
            http.add(
                    switch (slot) {
                        case Slot.Kept(int index) -> live.http().get(index);
                        case Slot.New(JsonNode json) -> json;
                    });
        }
        return new MeshObject(object);
    }
}
