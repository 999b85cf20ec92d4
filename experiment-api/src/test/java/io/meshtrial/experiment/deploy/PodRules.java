package io.meshtrial.experiment.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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

    /**
     * Pods that get a sidecar in a namespace of the restricted profile. Istio's init container needs NET_ADMIN and NET_RAW,
     * which the profile refuses; with Istio's CNI plugin there is a check in its place that needs neither.
     */
    static List<String> needingIstioCni(List<JsonNode> objects) {
        Set<String> restricted = new HashSet<>();
        for (JsonNode object : objects) {
            JsonNode metadata = object.path("metadata");
            if (object.path("kind").asText().equals("Namespace")
                    && metadata.path("labels")
                            .path("pod-security.kubernetes.io/enforce")
                            .asText()
                            .equals("restricted")) {
                restricted.add(metadata.path("name").asText());
            }
        }
        return objects.stream()
                .filter(object -> restricted.contains(
                        object.path("metadata").path("namespace").asText()))
                .filter(object -> object.at("/spec/template/metadata/labels/sidecar.istio.io~1inject")
                        .asText()
                        .equals("true"))
                .map(object -> object.path("metadata").path("name").asText())
                .toList();
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
