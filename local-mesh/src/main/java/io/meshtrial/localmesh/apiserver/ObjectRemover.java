package io.meshtrial.localmesh.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Delete: at once, or marked while finalizers hold the object; a namespace takes its contents with it. */
final class ObjectRemover {

    private final Store store;
    private final Clock clock;

    ObjectRemover(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @param options a {@code DeleteOptions} object, or empty */
    Answer delete(ObjectKey key, String version, JsonNode options, boolean dryRun) {
        ObjectNode object = store.get(key).orElseThrow(() -> ApiFailure.notFound(key));
        precondition(key, options, object, "uid");
        precondition(key, options, object, "resourceVersion");
        if (!object.path("metadata").path("finalizers").isEmpty()) {
            return Answer.ok(ObjectViews.as(mark(key, object, dryRun), key.type(), version));
        }
        if (!dryRun) {
            if (key.type().equals(ResourceType.NAMESPACE)) {
                store.keysIn(key.name()).forEach(store::delete);
            }
            store.delete(key);
        }
        return Answer.ok(success(key, object));
    }

    private ObjectNode mark(ObjectKey key, ObjectNode object, boolean dryRun) {
        if (object.path("metadata").has("deletionTimestamp")) {
            return object;
        }
        ObjectNode marked = object.deepCopy();
        ObjectNode metadata = marked.withObjectProperty("metadata");
        metadata.put(
                "deletionTimestamp",
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        metadata.put("deletionGracePeriodSeconds", 0);
        if (metadata.has("generation")) {
            metadata.put("generation", metadata.path("generation").asLong() + 1);
        }
        return dryRun ? marked : store.put(key, marked);
    }

    private static void precondition(ObjectKey key, JsonNode options, ObjectNode object, String member) {
        JsonNode wanted = options.path("preconditions").path(member);
        String actual = object.path("metadata").path(member).asText();
        if (wanted.isTextual() && !wanted.asText().equals(actual)) {
            throw ApiFailure.conflict(
                    key,
                    "Precondition failed: " + member + " in precondition: " + wanted.asText() + ", in object meta: "
                            + actual);
        }
    }

    private static ObjectNode success(ObjectKey key, ObjectNode object) {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("kind", "Status").put("apiVersion", "v1").put("status", "Success");
        status.putObject("metadata");
        status.putObject("details")
                .put("name", key.name())
                .put("group", key.type().group())
                .put("kind", key.type().plural())
                .put("uid", object.path("metadata").path("uid").asText());
        return status;
    }
}
