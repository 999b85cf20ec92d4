package io.meshtrial.localmesh.apiserver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A refusal, as the Kubernetes {@code Status} object that tells the client what to do about it. */
final class ApiFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What validation found at one field. */
    record Cause(String reason, String message, String field) {}

    private final int code;
    private final transient ObjectNode status;

    private ApiFailure(int code, String reason, String message, ObjectNode details) {
        super(message, null, false, false);
        this.code = code;
        this.status = JsonNodeFactory.instance.objectNode();
        status.put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Failure").put("message", message).put("reason", reason);
        status.set("details", details);
        status.put("code", code);
    }

    int code() {
        return code;
    }

    ObjectNode status() {
        return status.deepCopy();
    }

    static ApiFailure plain(int code, String reason, String message) {
        return new ApiFailure(code, reason, message, JsonNodeFactory.instance.objectNode());
    }

    static ApiFailure badRequest(String message) {
        return plain(400, "BadRequest", message);
    }

    static ApiFailure unauthorized() {
        return plain(401, "Unauthorized", "Unauthorized");
    }

    static ApiFailure forbidden(ApiPath path, Authorizer.Access access) {
        String where = access.namespace().isEmpty()
                ? "at the cluster scope"
                : "in the namespace \"" + access.namespace() + "\"";
        String object = path.name().isEmpty() ? "" : " \"" + path.name() + "\"";
        return about(
                403,
                "Forbidden",
                path.key(),
                path.type().qualifiedPlural() + object + " is forbidden: User \"" + access.client() + "\" cannot "
                        + access.verb() + " resource \"" + access.resource() + "\" in API group \"" + access.group()
                        + "\" " + where);
    }

    static ApiFailure noSuchPath() {
        return plain(404, "NotFound", "the server could not find the requested resource");
    }

    static ApiFailure notFound(ObjectKey key) {
        return about(404, "NotFound", key, key.type().qualifiedPlural() + " \"" + key.name() + "\" not found");
    }

    static ApiFailure alreadyExists(ObjectKey key) {
        return about(
                409, "AlreadyExists", key, key.type().qualifiedPlural() + " \"" + key.name() + "\" already exists");
    }

    static ApiFailure conflict(ObjectKey key, String why) {
        return about(
                409,
                "Conflict",
                key,
                "Operation cannot be fulfilled on " + key.type().qualifiedPlural() + " \"" + key.name() + "\": " + why);
    }

    static ApiFailure modified(ObjectKey key) {
        return conflict(
                key, "the object has been modified; please apply your changes to the latest version and try again");
    }

    static ApiFailure methodNotAllowed() {
        return plain(405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
    }

    static ApiFailure expired(String message) {
        return plain(410, "Expired", message);
    }

    /** A patch that cannot be applied. Its empty details are the only mark by which a client knows it from invalidity. */
    static ApiFailure patchRefused() {
        return plain(422, "Invalid", "the server rejected our request due to an error in our request");
    }

    static ApiFailure invalid(ObjectKey key, List<Cause> causes) {
        ObjectNode details = details(key, key.type().kind());
        var list = details.putArray("causes");
        for (Cause cause : causes) {
            list.addObject()
                    .put("reason", cause.reason())
                    .put("message", cause.message())
                    .put("field", cause.field());
        }
        List<String> lines = causes.stream()
                .map(cause -> cause.field() + ": " + cause.message())
                .toList();
        String text = lines.size() == 1 ? lines.getFirst() : lines.toString();
        return new ApiFailure(
                422, "Invalid", key.type().qualifiedKind() + " \"" + key.name() + "\" is invalid: " + text, details);
    }

    private static ApiFailure about(int code, String reason, ObjectKey key, String message) {
        return new ApiFailure(code, reason, message, details(key, key.type().plural()));
    }

    private static ObjectNode details(ObjectKey key, String kind) {
        ObjectNode details = JsonNodeFactory.instance.objectNode().put("name", key.name());
        if (!key.type().group().isEmpty()) {
            details.put("group", key.type().group());
        }
        return details.put("kind", kind);
    }
}
