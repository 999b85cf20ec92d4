package io.meshtrial.experiment.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.experiment.support.ApiServerProcess;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The built manifests against the schemas of a real API server: Istio's definitions, and Kubernetes' own types. Each is sent
 * with {@code dryRun=All&fieldValidation=Strict}, which refuses a field that the schema does not have.
 */
class SchemasTest {

    /** Kinds that this server serves, by the path of their collection. */
    private static final Map<String, String> SERVED = Map.ofEntries(
            Map.entry("v1 Namespace", "/api/v1/namespaces"),
            Map.entry("v1 Service", "/api/v1/namespaces/any/services"),
            Map.entry("v1 ConfigMap", "/api/v1/namespaces/any/configmaps"),
            Map.entry("apps/v1 Deployment", "/apis/apps/v1/namespaces/any/deployments"),
            admission("ValidatingAdmissionPolicy", "validatingadmissionpolicies"),
            admission("ValidatingAdmissionPolicyBinding", "validatingadmissionpolicybindings"),
            istio("networking.istio.io/v1 Gateway", "gateways"),
            istio("networking.istio.io/v1 VirtualService", "virtualservices"),
            istio("security.istio.io/v1 PeerAuthentication", "peerauthentications"),
            istio("security.istio.io/v1 AuthorizationPolicy", "authorizationpolicies"),
            istio("telemetry.istio.io/v1 Telemetry", "telemetries"));

    /** Kinds that it does not serve; {@link ManifestsTest} reads them as the client's models. */
    private static final List<String> READ_ELSEWHERE = List.of(
            "v1 ServiceAccount",
            "apps/v1 StatefulSet",
            "policy/v1 PodDisruptionBudget",
            "autoscaling/v2 HorizontalPodAutoscaler",
            "networking.k8s.io/v1 NetworkPolicy",
            "rbac.authorization.k8s.io/v1 Role",
            "rbac.authorization.k8s.io/v1 RoleBinding",
            "monitoring.coreos.com/v1 ServiceMonitor",
            "monitoring.coreos.com/v1 PrometheusRule");

    private static ApiServerProcess server;
    private static RawApi api;

    private static Map.Entry<String, String> admission(String kind, String plural) {
        return Map.entry("admissionregistration.k8s.io/v1 " + kind, "/apis/admissionregistration.k8s.io/v1/" + plural);
    }

    private static Map.Entry<String, String> istio(String kind, String plural) {
        return Map.entry(kind, "/apis/" + kind.substring(0, kind.indexOf(' ')) + "/namespaces/any/" + plural);
    }

    @BeforeAll
    static void start() throws IOException {
        Assumptions.assumeTrue(
                ApiServerProcess.isBuilt(),
                "manifests are not held against schemas: acceptance/api-server/build.sh has built no API server");
        server = ApiServerProcess.start();
        api = new RawApi(server.kubeconfig());
        assertThat(api.create(
                                "/api/v1/namespaces",
                                YamlDocuments.parse("metadata: {name: any}").getFirst())
                        .status())
                .isEqualTo(201);
        Awaitility.await()
                .ignoreExceptions()
                .until(() -> SERVED.values().stream().allMatch(path -> status(path) == 200));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            api.close();
            server.close();
        }
    }

    private static int status(String path) {
        try {
            return api.get(path).status();
        } catch (IOException notYet) {
            return 0;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "demo", "monitoring", "telemetry", "overlays/kind", "overlays/production"})
    void everyObjectIsAsTheSchemaOfItsKindAsks(String folder) throws Exception {
        TreeSet<String> elsewhere = new TreeSet<>();
        for (JsonNode object : Kustomize.built(folder)) {
            String path = SERVED.get(kind(object));
            if (path == null) {
                elsewhere.add(kind(object));
            } else {
                RawApi.Answer answer = sent(path, object);
                assertThat(answer.status())
                        .as("%s %s: %s", kind(object), object.at("/metadata/name"), answer.message())
                        .isEqualTo(201);
            }
        }
        assertThat(READ_ELSEWHERE).containsAll(elsewhere);
    }

    /** The server does look: one field with a typing error, one with a value of another type, per kind of schema. */
    @Test
    void aFieldThatTheSchemaDoesNotHaveIsRefused() throws Exception {
        for (JsonNode object : Kustomize.built("overlays/production")) {
            String path = SERVED.get(kind(object));
            if (path != null && object.path("spec").isObject()) {
                JsonNode misspelt = object.deepCopy();
                ((ObjectNode) misspelt.path("spec")).put("selectorr", "x");
                RawApi.Answer answer = sent(path, misspelt);
                assertThat(answer.status()).as(kind(object)).isEqualTo(400);
                assertThat(answer.message()).contains("unknown field", "selectorr");
            }
        }
    }

    private static RawApi.Answer sent(String path, JsonNode object) throws IOException {
        ObjectNode one = object.deepCopy();
        if (path.contains("/namespaces/any/")) {
            ((ObjectNode) one.path("metadata")).put("namespace", "any");
        }
        return api.send("POST", path + "?dryRun=All&fieldValidation=Strict", "application/json", one);
    }

    private static String kind(JsonNode object) {
        return object.path("apiVersion").asText() + " " + object.path("kind").asText();
    }
}
