package io.meshtrial.experiment.mesh;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshtrial.experiment.support.ApiServerProcess;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

class ApiServerMeshTest extends MeshPortContract {

    private static ApiServerProcess server;
    private static KubernetesClient client;

    @BeforeAll
    static void start() throws IOException {
        Assumptions.assumeTrue(
                ApiServerProcess.isBuilt(), "no real API server: acceptance/api-server/build.sh needs Go 1.26");
        server = ApiServerProcess.start();
        client = KubernetesConfiguration.client(
                new KubernetesProperties(null, null, server.kubeconfig(), Duration.ofSeconds(10)));
        org.awaitility.Awaitility.await()
                .ignoreExceptions()
                .until(() -> new KubernetesRequests(client)
                        .send("GET", Kind.GATEWAY.path(), null, null)
                        .ok());
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            client.close();
            server.close();
        }
    }

    @Override
    KubernetesClient client() {
        return client;
    }
}
