package io.meshtrial.localmesh.apiserver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stored objects as one version of the API shows them; the versions of a kind differ in {@code apiVersion} only. */
final class ObjectViews {

    private ObjectViews() {}

    static ObjectNode as(ObjectNode object, ResourceType type, String version) {
        ObjectNode view = object.deepCopy();
        view.put("apiVersion", type.apiVersion(version));
        return view;
    }

    static ObjectNode list(
            ResourceType type, String version, List<ObjectNode> items, long revision, @Nullable Page next) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.put("kind", type.kind() + "List").put("apiVersion", type.apiVersion(version));
        ObjectNode metadata = list.putObject("metadata").put("resourceVersion", String.valueOf(revision));
        if (next != null) {
            metadata.put("continue", next.token()).put("remainingItemCount", next.remaining());
        }
        var array = list.putArray("items");
        items.forEach(item -> array.add(as(item, type, version)));
        return list;
    }

    /** What follows a limited list. */
    record Page(String token, int remaining) {}
}
