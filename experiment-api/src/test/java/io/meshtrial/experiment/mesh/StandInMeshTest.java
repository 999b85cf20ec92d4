package io.meshtrial.experiment.mesh;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshtrial.experiment.support.StandIn;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class StandInMeshTest extends MeshPortContract {

    private static StandIn server;
    private static KubernetesClient client;

    @BeforeAll
    static void start() {
        server = StandIn.start();
        client = KubernetesConfiguration.client(
                new KubernetesProperties(URI.create(server.url()), StandIn.TOKEN, null, Duration.ofSeconds(5)));
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        server.close();
    }

    @Override
    KubernetesClient client() {
        return client;
    }
}
