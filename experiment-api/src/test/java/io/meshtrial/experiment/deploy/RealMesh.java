package io.meshtrial.experiment.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshtrial.experiment.ExperimentApiApplication;
import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.ApiServerProcess;
import io.meshtrial.experiment.support.DemoObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The application in front of a real Kubernetes API server that holds the demonstration's objects and a few more. */
final class RealMesh implements AutoCloseable {

    static final String TOKEN = "a-token-of-this-test-only";

    /** This server serves no EndpointSlices: nobody knows what is ready, and the plan says so. */
    static final String UNKNOWN = "?ack=workload-readiness-unknown";

    static final String ISTIO = "/apis/networking.istio.io/v1/namespaces/demo/";

    private final ApiServerProcess server;
    private final RawApi mesh;
    private final ConfigurableApplicationContext application;

    private RealMesh(ApiServerProcess server, RawApi mesh, ConfigurableApplicationContext application) {
        this.server = server;
        this.mesh = mesh;
        this.application = application;
    }

    /**
     * With the rights of an administrator, and no admission policy.
     *
     * @param otherwise what is not tested where no server was built
     */
    static RealMesh start(String otherwise) throws IOException {
        return start(otherwise, false);
    }

    /** With the account of experiment-api, and the admission policy in force. */
    static RealMesh confined(String otherwise) throws IOException {
        return start(otherwise, true);
    }

    private static RealMesh start(String otherwise, boolean confined) throws IOException {
        Assumptions.assumeTrue(
                ApiServerProcess.isBuilt(),
                otherwise + " is not tested: acceptance/api-server/build.sh has built no API server");
        ApiServerProcess server = ApiServerProcess.start();
        RawApi mesh = new RawApi(server.kubeconfig());
        await().ignoreExceptions()
                .until(() -> mesh.get(ISTIO + "virtualservices").status() == 200
                        && mesh.get(ISTIO + "destinationrules").status() == 200
                        && mesh.get(ISTIO + "gateways").status() == 200);
        List<JsonNode> objects = new ArrayList<>(DemoObjects.all());
        objects.addAll(YamlDocuments.read(Path.of("src/test/resources/deploy/uninstall.yaml")));
        for (JsonNode object : objects) {
            RawApi.Answer answer = mesh.create(collection(object), object);
            assertThat(answer.status()).as(answer.message()).isIn(201, 404, 409);
        }
        if (confined) {
            confine(server, mesh);
        }
        return new RealMesh(server, mesh, application(server.kubeconfig(confined ? "meshtrial" : "admin")));
    }

    /** Returns when the server refuses what the policy forbids: it takes a while to compile one. */
    private static void confine(ApiServerProcess server, RawApi mesh) throws IOException {
        for (JsonNode policy : YamlDocuments.read(Path.of("../deploy/base/admission-policy.yaml"))) {
            String plural = policy.path("kind").asText().endsWith("Binding")
                    ? "validatingadmissionpolicybindings"
                    : "validatingadmissionpolicies";
            RawApi.Answer answer = mesh.create("/apis/admissionregistration.k8s.io/v1/" + plural, policy);
            assertThat(answer.status()).as(answer.message()).isEqualTo(201);
        }
        JsonNode foreign = new ObjectMapper().readTree("[{\"op\": \"remove\", \"path\": \"/spec/http\"}]");
        try (RawApi ours = new RawApi(server.kubeconfig("meshtrial"))) {
            await().until(() -> ours.patch(ISTIO + "virtualservices/orders?dryRun=All", foreign)
                            .status()
                    == 422);
        }
    }

    private static ConfigurableApplicationContext application(Path kubeconfig) throws IOException {
        return SpringApplication.run(
                ExperimentApiApplication.class,
                "--server.port=0",
                "--meshtrial.data="
                        + Files.createTempDirectory(Path.of("target"), "data").toAbsolutePath(),
                "--meshtrial.token=" + TOKEN,
                "--meshtrial.kubernetes.kubeconfig=" + kubeconfig,
                "--meshtrial.gateway.unconfirmed-wait=0s",
                "--spring.kafka.bootstrap-servers=127.0.0.1:1",
                "--spring.main.banner-mode=off");
    }

    private static String collection(JsonNode object) {
        return switch (object.path("kind").asText()) {
            case "Namespace" -> "/api/v1/namespaces";
            case "Service" -> "/api/v1/namespaces/demo/services";
            case "Gateway" -> ISTIO + "gateways";
            case "DestinationRule" -> ISTIO + "destinationrules";
            default -> ISTIO + "virtualservices";
        };
    }

    Api api() {
        var web = ((ServletWebServerApplicationContext) application).getWebServer();
        return new Api(Objects.requireNonNull(web).getPort(), TOKEN);
    }

    RawApi mesh() {
        return mesh;
    }

    @Override
    public void close() {
        application.close();
        mesh.close();
        server.close();
    }
}
