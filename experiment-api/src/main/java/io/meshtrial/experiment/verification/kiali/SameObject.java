package io.meshtrial.experiment.verification.kiali;

import io.meshtrial.routing.object.MeshObject;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whether Kiali speaks of the object as it stands: the same version of the same object, or the same spec. */
final class SameObject {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SameObject() {}

    static boolean is(MeshObject live, JsonNode seen) {
        return isSameVersion(live, seen.path("metadata"))
                || ProtobufJson.plain(read(live)).equals(ProtobufJson.plain(seen.path("spec")));
    }

    /** Versions are numbers of one store each: those of two clusters may be equal by chance, their uids are not. */
    private static boolean isSameVersion(MeshObject live, JsonNode seen) {
        String version = live.resourceVersion();
        String uid = live.metadata().path("uid").asText("");
        String theirs = seen.path("uid").asString("");
        return version != null
                && seen.path("resourceVersion").asString("").equals(version)
                && (uid.isEmpty() || theirs.isEmpty() || uid.equals(theirs));
    }

    /** The mesh's objects are trees of the Kubernetes client's Jackson, and answers are trees of ours. */
    private static JsonNode read(MeshObject live) {
        try {
            return JSON.readTree(live.spec().toString());
        } catch (JacksonException impossible) {
            throw new IllegalStateException(live.title() + " cannot be read again", impossible);
        }
    }
}
