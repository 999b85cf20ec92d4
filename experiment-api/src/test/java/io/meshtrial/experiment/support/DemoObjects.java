package io.meshtrial.experiment.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The original demonstration's objects, as {@code deploy/demo} has them. */
public final class DemoObjects {

    private static final ObjectMapper JSON = new ObjectMapper();

    private DemoObjects() {}

    public static List<JsonNode> all() {
        List<JsonNode> objects = new ArrayList<>();
        for (String file : List.of("namespace", "gateway", "services", "virtual-service")) {
            try {
                String text = Files.readString(Path.of("../deploy/demo/" + file + ".yaml"));
                for (String document : text.split("(?m)^---$")) {
                    objects.add(JSON.valueToTree(Serialization.unmarshal(document, java.util.Map.class)));
                }
            } catch (IOException missing) {
                throw new IllegalStateException(missing);
            }
        }
        return objects;
    }

    public static JsonNode virtualService() {
        return all().getLast();
    }
}
