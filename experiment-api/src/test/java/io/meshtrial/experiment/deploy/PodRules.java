package io.meshtrial.experiment.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What Kubernetes' restricted profile asks of a pod, and what ours promise besides: limits, probes, read-only files. */
final class PodRules {

    private static final List<String> DATABASES = List.of("kafka", "postgresql");

    private PodRules() {}

    static List<String> violations(List<JsonNode> objects) {
        List<String> violations = new ArrayList<>();
        for (JsonNode object : objects) {
            JsonNode pod = object.path("spec").path("template").path("spec");
            if (pod.isMissingNode()) {
                continue;
            }
            String name = object.path("metadata").path("name").asText();
            need(pod.path("securityContext").path("runAsNonRoot").asBoolean(), name + " may run as root", violations);
            need(
                    pod.path("securityContext")
                            .path("seccompProfile")
                            .path("type")
                            .asText()
                            .equals("RuntimeDefault"),
                    name + " has no seccomp profile",
                    violations);
            pod.path("containers").forEach(container -> container(name, container, violations));
        }
        return violations;
    }

    private static void container(String name, JsonNode container, List<String> violations) {
        JsonNode security = container.path("securityContext");
        need(
                !security.path("allowPrivilegeEscalation").asBoolean(true),
                name + " may escalate its privileges",
                violations);
        need(
                security.path("capabilities").path("drop").path(0).asText().equals("ALL"),
                name + " keeps capabilities",
                violations);
        need(
                DATABASES.contains(name)
                        || security.path("readOnlyRootFilesystem").asBoolean(),
                name + " may write to its image",
                violations);
        need(container.path("resources").path("limits").has("memory"), name + " has no memory limit", violations);
        need(container.path("resources").path("requests").has("cpu"), name + " asks for no CPU", violations);
        need(container.has("readinessProbe"), name + " has no readiness probe", violations);
    }

    private static void need(boolean holds, String violation, List<String> violations) {
        if (!holds) {
            violations.add(violation);
        }
    }
}
