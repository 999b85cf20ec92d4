package io.meshtrial.routing.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

/**
 * One Kubernetes object (VirtualService, DestinationRule, Gateway, Service …) as canonical JSON. The tree is the only
 * truth, so unknown fields are kept; callers treat it as immutable and copy before they change anything.
 */
public record MeshObject(JsonNode json) {

    public String kind() {
        return json.path("kind").asText();
    }

    public String namespace() {
        return metadata().path("namespace").asText();
    }

    public String name() {
        return metadata().path("name").asText();
    }

    /** Opaque; only ever compared for equality. */
    public @Nullable String resourceVersion() {
        JsonNode version = metadata().path("resourceVersion");
        return version.isTextual() ? version.asText() : null;
    }

    /** RFC 3339, or empty where the object has not been stored yet; orders VirtualServices of one host. */
    public String creationTimestamp() {
        return metadata().path("creationTimestamp").asText("");
    }

    public @Nullable String annotation(String key) {
        JsonNode value = metadata().path("annotations").path(key);
        return value.isTextual() ? value.asText() : null;
    }

    public JsonNode metadata() {
        return json.path("metadata");
    }

    public JsonNode spec() {
        return json.path("spec");
    }

    /** {@code spec.http} of a VirtualService; a missing node where there is none. */
    public JsonNode http() {
        JsonNode http = spec().path("http");
        return http.isArray() ? http : MissingNode.getInstance();
    }

    /** Where this object lives, for messages: {@code VirtualService demo/catalog}. */
    public String title() {
        return kind() + " " + namespace() + "/" + name();
    }

    /** Whether two objects say the same, whatever the order of their members. */
    public boolean sameJson(MeshObject other) {
        return json.equals(other.json);
    }
}
