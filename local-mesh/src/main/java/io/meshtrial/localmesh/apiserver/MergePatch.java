package io.meshtrial.localmesh.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** RFC 7396: members replace members, null removes, everything that is not an object replaces as a whole. */
final class MergePatch {

    private MergePatch() {}

    static JsonNode apply(JsonNode patch, JsonNode target) {
        if (!(patch instanceof ObjectNode members)) {
            return patch.deepCopy();
        }
        ObjectNode result =
                target instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        members.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                result.remove(member.getKey());
            } else {
                result.set(member.getKey(), apply(member.getValue(), result.path(member.getKey())));
            }
        });
        return result;
    }
}
