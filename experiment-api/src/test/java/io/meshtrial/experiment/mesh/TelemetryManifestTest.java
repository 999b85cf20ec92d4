package io.meshtrial.experiment.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.meshtrial.experiment.support.ApiServerProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real API server with Istio's own definitions takes the manifests that make the mesh send its access logs. */
class TelemetryManifestTest {

    private static final Path DEPLOY = Path.of("../deploy");

    private static ApiServerProcess server;
    private static KubernetesClient client;

    @BeforeAll
    static void start() throws IOException {
        Assumptions.assumeTrue(
                ApiServerProcess.isBuilt(), "no real API server: acceptance/api-server/build.sh needs Go 1.26");
        server = ApiServerProcess.start();
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(new File(server.kubeconfig().toString())))
                .build();
        for (String namespace : List.of("istio-system", "meshtrial")) {
            client.namespaces()
                    .resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(namespace)
                            .endMetadata()
                            .build())
                    .create();
        }
        for (String[] kind : new String[][] {
            {"telemetry.istio.io/v1", "Telemetry"},
            {"security.istio.io/v1", "PeerAuthentication"},
            {"security.istio.io/v1", "AuthorizationPolicy"}
        }) {
            await().ignoreExceptions()
                    .until(() -> client.genericKubernetesResources(kind[0], kind[1])
                            .inAnyNamespace()
                            .list()
                            .getItems()
                            .isEmpty());
        }
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            client.close();
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"telemetry/telemetry.yaml", "components/access-log/security.yaml"})
    void isAcceptedAndKeepsEveryField(String file) throws IOException {
        for (GenericKubernetesResource object : objects(Files.readString(DEPLOY.resolve(file)))) {
            GenericKubernetesResource stored = client.resource(object).create();
            assertThat(stored.getMetadata().getUid()).isNotEmpty();
            assertThat(client.getKubernetesSerialization().asJson(stored))
                    .contains(file.startsWith("telemetry") ? "\"name\":\"meshtrial\"" : "9001");
        }
    }

    @Test
    void aWrongFieldWouldHaveBeenRefused() throws IOException {
        String wrong = Files.readString(DEPLOY.resolve("telemetry/telemetry.yaml"))
                .replace("meshtrial-access-log", "wrong")
                .replace("- providers:", "- match: {mode: NO_SUCH_MODE}\n      providers:");
        assertThatThrownBy(() -> client.resource(objects(wrong).getFirst()).create())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("NO_SUCH_MODE");
    }

    /** As generic objects: a typed model would drop what it does not know before the server saw it. */
    private static List<GenericKubernetesResource> objects(String yaml) {
        return Arrays.stream(yaml.split("(?m)^---$"))
                .map(document ->
                        client.getKubernetesSerialization().unmarshal(document, GenericKubernetesResource.class))
                .toList();
    }
}
