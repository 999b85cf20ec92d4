package io.meshtrial.experiment.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshtrial.experiment.mesh.RoutingFactory;
import io.meshtrial.routing.object.MeshObject;
import java.util.regex.Pattern;

/** Takes the tokens of live routes out of everything that is shown. */
final class Redaction {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern IDENTITY = Pattern.compile(
            "([a-z0-9-]{1,40};r\\d+(?:\\.o\\d+)?;\\d+;[A-Za-z0-9_-]+;[A-Za-z0-9.-]+;)[A-Za-z0-9_-]{22}");

    private Redaction() {}

    static String text(String text) {
        return IDENTITY.matcher(text).replaceAll("$1" + RoutingFactory.REDACTED);
    }

    static MeshObject of(MeshObject object) {
        try {
            return new MeshObject(JSON.readTree(text(object.json().toString())));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a JSON tree that cannot be read again", impossible);
        }
    }
}
