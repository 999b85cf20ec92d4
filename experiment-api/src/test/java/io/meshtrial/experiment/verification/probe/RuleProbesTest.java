package io.meshtrial.experiment.verification.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.RunningApi;
import io.meshtrial.experiment.support.StandIn;
import io.meshtrial.localmesh.edge.Edge;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** Real requests through the edge of the local mesh to two services that tell their version. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RuleProbesTest {

    private static final String EXPERIMENT = "/api/v1/experiments/probed";
    private static RunningApi running;
    private static Edge edge;
    private static HttpServer one;
    private static HttpServer two;
    private static volatile String versionOfTwo = "v2";

    @BeforeAll
    static void theRingRuns() throws Exception {
        one = service(() -> "v1");
        two = service(() -> versionOfTwo);
        int port = freePort();
        running = RunningApi.start(
                "meshtrial.gateway.urls=http://127.0.0.1:" + port,
                "meshtrial.verification.enabled=false",
                "meshtrial.verification.answer-within=20s",
                "meshtrial.verification.probe.version-header=x-catalog-version");
        endpoint("catalog-v1", one);
        endpoint("catalog-v2", two);
        edge = Edge.start(new Edge.Settings(
                port,
                0,
                80,
                running.kubernetes(),
                StandIn.TOKEN,
                new SplittableRandom(20261125),
                System::nanoTime,
                Duration.ofSeconds(20)));
        running.api()
                .post(
                        "/api/v1/experiments",
                        "{\"id\":\"probed\",\"rules\":\"header x-beta is \\\"true\\\" to v2\\n25% to v2\"}");
        running.api().post(EXPERIMENT + "/start", "{}");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> running.api()
                                .get(EXPERIMENT)
                                .body()
                                .at("/status/observedRevision")
                                .asInt()
                        == 1);
    }

    @AfterAll
    static void stop() throws Exception {
        edge.close();
        running.close();
        one.stop(0);
        two.stop(0);
    }

    private static HttpServer service(Supplier<String> version) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            if (!version.get().isEmpty()) {
                exchange.getResponseHeaders().set("x-catalog-version", version.get());
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static void endpoint(String service, HttpServer server) throws Exception {
        String slice = """
                {"apiVersion":"discovery.k8s.io/v1","kind":"EndpointSlice","addressType":"IPv4",
                 "metadata":{"name":"%s-1","namespace":"demo","labels":{"kubernetes.io/service-name":"%s"}},
                 "ports":[{"name":"http","port":%d}],
                 "endpoints":[{"addresses":["127.0.0.1"],"conditions":{"ready":true}}]}""".formatted(service, service, server.getAddress().getPort());
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(running.kubernetes() + "/apis/discovery.k8s.io/v1/namespaces/demo/endpointslices"))
                .header("Authorization", "Bearer " + StandIn.TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(slice))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(201);
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static JsonNode probe() {
        Api.Answer answer = running.api().post(EXPERIMENT + "/verifications?row=rule-probes", null);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body()
                .path("rows")
                .valueStream()
                .filter(row -> row.path("row").asString().equals("rule-probes"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Order(1)
    void everyRuleIsAnsweredByAVersionThatItAllows() {
        JsonNode row = probe();
        assertThat(row.path("verdict").asString())
                .as(row.path("sentence").asString())
                .isEqualTo("AGREES");
        List<JsonNode> probes = row.at("/evidence/probes").valueStream().toList();
        assertThat(probes).hasSize(2);
        assertThat(probes.getFirst().path("answers").toString()).isEqualTo("{\"v2\":3}");
        assertThat(probes.getFirst().path("request").asString()).contains("x-beta");
        assertThat(probes.getLast().at("/answers/v1").asInt()
                        + probes.getLast().at("/answers/v2").asInt())
                .isEqualTo(40);
    }

    @Test
    @Order(2)
    void aServiceThatRunsAnotherVersionThanItsNameSaysIsFound() {
        versionOfTwo = "v1";
        JsonNode row = probe();
        assertThat(row.path("verdict").asString()).isEqualTo("DIFFERS");
        assertThat(row.path("reason").asString()).isEqualTo("WRONG_VERSION");
        assertThat(row.path("sentence").asString()).contains("Rule 1", "v1=3");
    }

    @Test
    @Order(3)
    void aServiceThatDoesNotTellItsVersionProvesNothing() {
        versionOfTwo = "";
        assertThat(probe().path("reason").asString()).isEqualTo("VERSION_NOT_TOLD");
    }

    /** The share's first look: 40 requests without an answer of v2 would be no surprise, 206 are. */
    @Test
    @Order(4)
    void aSmallShareIsAskedForOftenEnough() {
        versionOfTwo = "v2";
        publish("5% to v2", 2);
        JsonNode row = probe();
        JsonNode answers = row.at("/evidence/probes/0/answers");
        assertThat(answers.path("v1").asInt() + answers.path("v2").asInt()).isEqualTo(206);
        assertThat(answers.path("v2").asInt()).isPositive();
    }

    @Test
    @Order(5)
    void everyRuleIsProbedHoweverManyThereAreAndAShareThatIsTooSmallIsSaid() {
        publish("0.01% to v2", 3);
        assertThat(probe().path("sentence").asString())
                .isEqualTo("Rule 1 would need 108265 requests; 2200 are allowed.");

        StringBuilder rules = new StringBuilder();
        for (int i = 0; i < 31; i++) {
            rules.append("header x-beta is \"").append(i).append("\" to v2\n");
        }
        publish(rules.toString(), 4);
        JsonNode row = probe();
        assertThat(row.path("verdict").asString())
                .as(row.path("sentence").asString())
                .isEqualTo("AGREES");
        assertThat(row.at("/evidence/probes")
                        .valueStream()
                        .map(probe -> probe.path("rule").asInt())
                        .distinct())
                .containsAll(IntStream.rangeClosed(1, 31).boxed().toList());
    }

    private static void publish(String rules, int revision) {
        Api.Answer put = running.api().send("PUT", EXPERIMENT + "/rules", rules, "text/plain", "If-Match", "*");
        assertThat(put.status()).as(put.text()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> running.api()
                                .get(EXPERIMENT)
                                .body()
                                .at("/status/observedRevision")
                                .asInt()
                        == revision);
    }
}
