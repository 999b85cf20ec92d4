package io.meshtrial.localmesh.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.localmesh.apiserver.WriteRequest.FieldValidation;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Create, update and patch: from a request's body to what is stored, or an {@link ApiFailure}. */
final class ObjectWriter {

    private final Store store;
    private final ObjectCheck check;
    private final Clock clock;
    private final Supplier<String> identifiers;

    ObjectWriter(Store store, Clock clock, Supplier<String> identifiers) {
        this.store = store;
        this.check = new ObjectCheck();
        this.clock = clock;
        this.identifiers = identifiers;
    }

    Answer create(WriteRequest addressed, ObjectNode body) {
        ObjectNode object = body.deepCopy();
        ObjectNode metadata = object.withObjectProperty("metadata");
        WriteRequest request = addressed.withKey(Naming.of(addressed.key(), metadata, identifiers));
        ObjectKey key = request.key();
        typeMatches(request, object);
        namespaceMatches(key, metadata);
        if (!request.dryRun() && !metadata.path("resourceVersion").asText().isEmpty()) {
            throw ApiFailure.plain(500, "InternalError", "resourceVersion should not be set on objects to be created");
        }
        if (key.type().namespaced()) {
            ObjectKey namespace = new ObjectKey(ResourceType.NAMESPACE, "", key.namespace());
            if (store.get(namespace).isEmpty()) {
                throw ApiFailure.notFound(namespace);
            }
        }
        metadata.remove(List.of("managedFields", "deletionTimestamp", "selfLink", "generation", "resourceVersion"));
        if (key.type().custom()) {
            object.remove("status");
            metadata.put("generation", 1);
        }
        if (key.type().equals(ResourceType.NAMESPACE)) {
            metadata.withObjectProperty("labels").put("kubernetes.io/metadata.name", key.name());
            object.withObjectProperty("status").put("phase", "Active");
        }
        List<String> warnings = accept(request, object, 400);
        if (store.get(key).isPresent()) {
            throw ApiFailure.alreadyExists(key);
        }
        metadata.put("uid", identifiers.get()).put("creationTimestamp", now().toString());
        FieldOwnership.record(JsonNodeFactory.instance.objectNode(), object, request.manager(), now());
        return new Answer(201, request.dryRun() ? object : store.put(key, object), warnings);
    }

    /** Replaces the object; a custom kind must name the version that it replaces. */
    Answer update(WriteRequest request, ObjectNode body) {
        ObjectNode before = existing(request.key());
        if (request.key().type().custom() && version(body).isEmpty()) {
            throw ApiFailure.invalid(
                    request.key(),
                    List.of(new ApiFailure.Cause(
                            "FieldValueInvalid",
                            "Invalid value: 0x0: must be specified for an update",
                            "metadata.resourceVersion")));
        }
        return replace(request, before, body, 400);
    }

    /** Applies the edit to the stored object as this request's version shows it. */
    Answer patch(WriteRequest request, UnaryOperator<JsonNode> edit) {
        ObjectNode before = existing(request.key());
        JsonNode shown = ObjectViews.as(before, request.key().type(), request.version());
        if (!(edit.apply(shown) instanceof ObjectNode edited)) {
            throw ApiFailure.patchRefused();
        }
        return replace(request, before, edited, 422);
    }

    private Answer replace(WriteRequest request, ObjectNode before, ObjectNode body, int strictCode) {
        ObjectKey key = request.key();
        ObjectNode object = body.deepCopy();
        ObjectNode metadata = object.withObjectProperty("metadata");
        typeMatches(request, object);
        namespaceMatches(key, metadata);
        Identity.check(key, before, metadata);
        if (!version(object).isEmpty() && !version(object).equals(version(before))) {
            throw ApiFailure.modified(key);
        }
        Identity.carry(before, metadata);
        if (request.status()) {
            JsonNode status = object.path("status");
            object = ObjectViews.as(before, key.type(), request.version());
            if (status.isMissingNode()) {
                object.remove("status");
            } else {
                object.set("status", status);
            }
        } else if (key.type().custom()) {
            object.remove("status");
            if (before.has("status")) {
                object.set("status", before.path("status").deepCopy());
            }
        }
        List<String> warnings = accept(request, object, strictCode);
        ObjectNode stored = ObjectViews.as(before, key.type(), request.version());
        if (object.equals(stored)) {
            return new Answer(200, stored, warnings);
        }
        ObjectNode written = object.withObjectProperty("metadata");
        if (key.type().custom() && !object.path("spec").equals(before.path("spec"))) {
            written.put("generation", before.path("metadata").path("generation").asLong() + 1);
        }
        FieldOwnership.record(before, object, request.manager(), now());
        if (request.dryRun()) {
            return new Answer(200, object, warnings);
        }
        boolean finalised =
                written.has("deletionTimestamp") && written.path("finalizers").isEmpty();
        return new Answer(200, finalised ? store.delete(key) : store.put(key, object), warnings);
    }

    private ObjectNode existing(ObjectKey key) {
        return store.get(key).orElseThrow(() -> ApiFailure.notFound(key));
    }

    private List<String> accept(WriteRequest request, ObjectNode object, int strictCode) {
        List<String> unknown = check.check(request.key(), object).stream()
                .map(path -> "unknown field \"" + path + "\"")
                .toList();
        if (!unknown.isEmpty() && request.validation() == FieldValidation.STRICT) {
            String message = "strict decoding error: " + String.join(", ", unknown);
            throw ApiFailure.plain(strictCode, strictCode == 400 ? "BadRequest" : "Invalid", message);
        }
        return request.validation() == FieldValidation.WARN ? unknown : List.of();
    }

    private static void typeMatches(WriteRequest request, ObjectNode object) {
        String apiVersion = request.key().type().apiVersion(request.version());
        if (!object.has("kind") || !object.has("apiVersion")) {
            throw ApiFailure.badRequest("Object 'Kind' or 'apiVersion' is missing");
        }
        if (!apiVersion.equals(object.path("apiVersion").asText())) {
            throw ApiFailure.badRequest(
                    "the API version in the data (" + object.path("apiVersion").asText()
                            + ") does not match the expected API version (" + apiVersion + ")");
        }
        if (!request.key().type().kind().equals(object.path("kind").asText())) {
            throw ApiFailure.badRequest(
                    "the kind in the data (" + object.path("kind").asText() + ") does not match the expected kind ("
                            + request.key().type().kind() + ")");
        }
    }

    private static void namespaceMatches(ObjectKey key, ObjectNode metadata) {
        if (!key.type().namespaced()) {
            metadata.remove("namespace");
            return;
        }
        String namespace = metadata.path("namespace").asText();
        if (!namespace.isEmpty() && !namespace.equals(key.namespace())) {
            throw ApiFailure.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
        metadata.put("namespace", key.namespace());
    }

    private static String version(ObjectNode object) {
        return object.path("metadata").path("resourceVersion").asText();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
