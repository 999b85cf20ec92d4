package io.meshtrial.experiment.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names that one object gives another: service accounts, config maps, scale targets, policies, selectors of services. */
final class References {

    private References() {}

    static List<String> dangling(List<JsonNode> objects) {
        Set<String> names = new HashSet<>();
        Set<String> podLabels = new HashSet<>();
        for (JsonNode object : objects) {
            names.add(object.path("kind").asText() + " "
                    + object.path("metadata").path("name").asText());
            object.path("spec")
                    .path("template")
                    .path("metadata")
                    .path("labels")
                    .properties()
                    .forEach(label -> podLabels.add(
                            label.getKey() + "=" + label.getValue().asText()));
        }
        List<String> dangling = new ArrayList<>();
        for (JsonNode object : objects) {
            String at = object.path("kind").asText() + " "
                    + object.path("metadata").path("name").asText();
            for (String asked : asked(object)) {
                if (!names.contains(asked)) {
                    dangling.add(at + " names " + asked);
                }
            }
            if (object.path("kind").asText().equals("Service")) {
                object.path("spec").path("selector").properties().forEach(label -> {
                    if (!podLabels.contains(
                            label.getKey() + "=" + label.getValue().asText())) {
                        dangling.add(at + " selects no pod by " + label.getKey());
                    }
                });
            }
        }
        return dangling;
    }

    private static List<String> asked(JsonNode object) {
        List<String> asked = new ArrayList<>();
        JsonNode spec = object.path("spec");
        JsonNode pod = spec.path("template").path("spec");
        if (pod.has("serviceAccountName")) {
            asked.add("ServiceAccount " + pod.path("serviceAccountName").asText());
        }
        pod.path("containers")
                .forEach(container -> container.path("envFrom").forEach(source -> {
                    if (source.has("configMapRef")) {
                        asked.add("ConfigMap "
                                + source.path("configMapRef").path("name").asText());
                    }
                }));
        if (spec.has("scaleTargetRef")) {
            asked.add(spec.path("scaleTargetRef").path("kind").asText() + " "
                    + spec.path("scaleTargetRef").path("name").asText());
        }
        if (spec.has("policyName")) {
            asked.add("ValidatingAdmissionPolicy " + spec.path("policyName").asText());
        }
        if (object.has("roleRef")) {
            asked.add(object.path("roleRef").path("kind").asText() + " "
                    + object.path("roleRef").path("name").asText());
            object.path("subjects")
                    .forEach(subject -> asked.add(subject.path("kind").asText() + " "
                            + subject.path("name").asText()));
        }
        return asked;
    }
}
