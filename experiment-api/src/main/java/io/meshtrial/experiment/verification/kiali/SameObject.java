package io.meshtrial.experiment.verification.kiali;

import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether Kiali speaks of the object as it stands: the same resource version, or the same spec. Kiali writes objects by
 * their protobuf messages, which leave out zeros and empty texts and lists; those are left out on both sides.
 */
final class SameObject {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SameObject() {}

    static boolean is(MeshObject live, JsonNode seen) {
        String version = live.resourceVersion();
        JsonNode theirs = seen.path("metadata").path("resourceVersion");
        if (version != null && theirs.isString() && theirs.asString().equals(version)) {
            return true;
        }
        return plain(read(live)).equals(plain(seen.path("spec")));
    }

    /** The mesh's objects are trees of the Kubernetes client's Jackson, and answers are trees of ours. */
    private static JsonNode read(MeshObject live) {
        try {
            return JSON.readTree(live.spec().toString());
        } catch (JacksonException impossible) {
            throw new IllegalStateException(live.title() + " cannot be read again", impossible);
        }
    }

    private static Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> members = new TreeMap<>();
            node.properties().forEach(member -> {
                Object value = plain(member.getValue());
                if (!value.equals("") && !value.equals(List.of())) {
                    members.put(member.getKey(), value);
                }
            });
            return members;
        }
        if (node.isArray()) {
            List<Object> elements = new ArrayList<>();
            node.forEach(element -> elements.add(plain(element)));
            return elements;
        }
        return scalar(node.isNull() || node.isMissingNode() ? null : node.asString());
    }

    private static String scalar(@Nullable String text) {
        return text == null || text.equals("0") || text.equals("false") ? "" : text;
    }
}
