package io.meshtrial.localmesh.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The part of an object's metadata that a client may repeat but not change. */
final class Identity {

    private static final List<String> OWNED_BY_SERVER = List.of(
            "name",
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "managedFields");

    private Identity() {}

    static void check(ObjectKey key, ObjectNode before, ObjectNode metadata) {
        String name = metadata.path("name").asText(key.name());
        if (!name.equals(key.name())) {
            throw ApiFailure.badRequest(
                    "the name of the object (" + name + ") does not match the name on the URL (" + key.name() + ")");
        }
        String uid = before.path("metadata").path("uid").asText();
        String given = metadata.path("uid").asText();
        if (!given.isEmpty() && !given.equals(uid)) {
            throw ApiFailure.invalid(
                    key,
                    List.of(new ApiFailure.Cause(
                            "FieldValueInvalid",
                            "Invalid value: \"" + given + "\": field is immutable",
                            "metadata.uid")));
        }
    }

    /** Puts back what the server keeps, whatever the client sent. */
    static void carry(ObjectNode before, ObjectNode metadata) {
        for (String member : OWNED_BY_SERVER) {
            JsonNode kept = before.path("metadata").path(member);
            if (kept.isMissingNode()) {
                metadata.remove(member);
            } else {
                metadata.set(member, kept.deepCopy());
            }
        }
    }
}
