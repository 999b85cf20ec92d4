package io.meshtrial.experiment.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
 * nothing else. Every edit is sent with {@code dryRun=All}: admission decides as it would in earnest. Sequences are sent in
 * earnest, each in a namespace of its own.
 */
class AdmissionPolicyTest {

    private static final Path RESOURCES = Path.of("src/test/resources/deploy");
    private static final String ISTIO = "/apis/networking.istio.io/v1/namespaces/";
    private static final String SHOP = "shop/";
    private static final String DRY = "{apiVersion: v1, kind: DeleteOptions, dryRun: [All]}";
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
        stands("shop");
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

    private static void stands(String namespace) throws IOException {
        created(admin.create(
                "/api/v1/namespaces",
                YamlDocuments.parse("metadata: {name: " + namespace + "}").getFirst()));
        for (JsonNode object : YamlDocuments.read(RESOURCES.resolve("objects.yaml"))) {
            ((ObjectNode) object.path("metadata")).put("namespace", namespace);
            created(admin.create(ISTIO + namespace + "/" + plural(object), object));
        }
    }

    static Stream<Arguments> allowed() throws IOException {
        return named("allowed");
    }

    static Stream<Arguments> forbidden() throws IOException {
        return named("forbidden");
    }

    static Stream<Arguments> sequences() throws IOException {
        return named("sequences");
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

    /** No edit of ours prepares another one that would be refused by itself; an administrator's do what they say. */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void sequences(String edit, JsonNode row) throws IOException {
        String before = afterwards(row, "before" + place(edit), false, admin);

        assertThat(afterwards(row, "ours" + place(edit), true, ours)).isEqualTo(before);
        assertThat(afterwards(row, "admin" + place(edit), true, admin)).isNotEqualTo(before);
    }

    /** A number for the name of a namespace. */
    private static String place(String edit) {
        return Integer.toUnsignedString(edit.hashCode());
    }

    private static String afterwards(JsonNode row, String namespace, boolean written, RawApi by) throws IOException {
        stands(namespace);
        String path = ISTIO + namespace + "/" + row.path("at").asText();
        if (written) {
            for (JsonNode write : row.path("writes")) {
                by.send(write.path("method").asText(), path, type(write), write.get("body"));
            }
        }
        return admin.get(path).body().at(row.path("untouched").asText()).toString();
    }

    /** A deletion has its options in the body, and those of the address do not count then. */
    private static RawApi.Answer sent(RawApi api, JsonNode row) throws IOException {
        String method = row.path("method").asText();
        JsonNode body = method.equals("DELETE") ? YamlDocuments.parse(DRY).getFirst() : row.get("body");
        return api.send(method, ISTIO + SHOP + row.path("at").asText() + "?dryRun=All", type(row), body);
    }

    private static String type(JsonNode row) {
        return row.path("method").asText().equals("PATCH") ? "application/json-patch+json" : "application/json";
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
