package io.meshtrial.experiment.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.experiment.support.ApiServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * deploy/base/admission-policy.yaml on a real API server: our service account may edit owned routes and subsets, and
 * nothing else. Every edit is sent with {@code dryRun=All}: admission decides as it would in earnest.
 */
class AdmissionPolicyTest {

    private static final Path RESOURCES = Path.of("src/test/resources/deploy");
    private static final String ISTIO = "/apis/networking.istio.io/v1/namespaces/shop/";
    private static final String ADMISSION = "/apis/admissionregistration.k8s.io/v1/";

    private static ApiServerProcess server;
    private static RawApi admin;
    private static RawApi ours;

    @BeforeAll
    static void start() throws IOException {
        Assumptions.assumeTrue(
                ApiServerProcess.isBuilt(),
                "the admission policy is not tested: acceptance/api-server/build.sh has built no API server");
        server = ApiServerProcess.start();
        admin = new RawApi(server.kubeconfig());
        ours = new RawApi(server.kubeconfig("meshtrial"));
        created(admin.create(
                "/api/v1/namespaces",
                YamlDocuments.parse("metadata: {name: shop}").getFirst()));
        for (JsonNode object : YamlDocuments.read(RESOURCES.resolve("objects.yaml"))) {
            created(admin.create(ISTIO + plural(object), object));
        }
        for (JsonNode object : YamlDocuments.read(Path.of("../deploy/base/admission-policy.yaml"))) {
            created(admin.create(ADMISSION + plural(object), object));
        }
        JsonNode forbidden = edits("forbidden").getFirst();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> sent(ours, forbidden).status() == 422);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            ours.close();
            admin.close();
            server.close();
        }
    }

    static Stream<Arguments> allowed() throws IOException {
        return named("allowed");
    }

    static Stream<Arguments> forbidden() throws IOException {
        return named("forbidden");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void allowed(String edit, JsonNode row) throws IOException {
        RawApi.Answer answer = sent(ours, row);

        assertThat(answer.status()).as(answer.message()).isBetween(200, 299);
    }

    /** Refused to us by the policy, and possible for an administrator: the policy is what refuses. */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void forbidden(String edit, JsonNode row) throws IOException {
        RawApi.Answer answer = sent(ours, row);

        assertThat(answer.status()).as(answer.message()).isEqualTo(422);
        assertThat(answer.message())
                .contains("ValidatingAdmissionPolicy 'meshtrial-")
                .contains("Meshtrial");
        assertThat(sent(admin, row).status()).isBetween(200, 299);
    }

    private static RawApi.Answer sent(RawApi api, JsonNode row) throws IOException {
        String method = row.path("method").asText();
        String type = method.equals("PATCH") ? "application/json-patch+json" : "application/json";
        return api.send(method, ISTIO + row.path("at").asText() + "?dryRun=All", type, row.get("body"));
    }

    private static Stream<Arguments> named(String which) throws IOException {
        return edits(which).stream().map(row -> Arguments.of(row.path("edit").asText(), row));
    }

    private static List<JsonNode> edits(String which) throws IOException {
        JsonNode rows = YamlDocuments.read(RESOURCES.resolve("admission-edits.yaml"))
                .getFirst()
                .path(which);
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }

    private static String plural(JsonNode object) {
        return switch (object.path("kind").asText()) {
            case "VirtualService" -> "virtualservices";
            case "DestinationRule" -> "destinationrules";
            case "ValidatingAdmissionPolicy" -> "validatingadmissionpolicies";
            case "ValidatingAdmissionPolicyBinding" -> "validatingadmissionpolicybindings";
            default -> throw new IllegalArgumentException(object.path("kind").asText());
        };
    }

    private static void created(RawApi.Answer answer) {
        if (answer.status() != 201) {
            throw new AssertionError(answer.status() + " " + answer.message());
        }
    }
}
