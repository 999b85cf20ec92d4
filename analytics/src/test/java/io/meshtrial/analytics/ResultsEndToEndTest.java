package io.meshtrial.analytics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshtrial.analytics.kafka.KafkaBroker;
import io.meshtrial.analytics.kafka.KafkaBroker.BootstrapServers;
import io.meshtrial.analytics.tally.TestTraffic;
import io.meshtrial.events.EventTopics;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole application against a real broker: definitions and events in, results and verdict out. */
@ExtendWith(KafkaBroker.class)
class ResultsEndToEndTest {

    private static final String ID = "end-to-end";
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void countsJudgesAndStreamsWhatTheTopicBrings(BootstrapServers broker) throws Exception {
        String application = "end-to-end-" + System.nanoTime();
        try (ConfigurableApplicationContext context = start(broker, application)) {
            String base =
                    "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + "/api/v1/results";
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> get(base).statusCode() == 200
                            && get(base.replace("/api/v1/results", "/actuator/health"))
                                            .statusCode()
                                    == 200);
            assertThat(get(base + "/unknown").statusCode()).isEqualTo(404);
            send(broker, ID, definition());
            TestTraffic.Sent sent = TestTraffic.send(broker.value(), ID, 4_000);
            await().atMost(Duration.ofSeconds(60)).until(() -> requests(base) == sent.total());

            JsonNode answer = JSON.readTree(get(base + "/" + ID).body());
            assertThat(answer.at("/method/strata/0/arms/0/requests").asLong()).isEqualTo(sent.control());
            assertThat(answer.at("/method/strata/0/arms/1/requests").asLong()).isEqualTo(sent.treatment());
            assertThat(answer.at("/method/strata/0/arms/0/errors").asLong()).isEqualTo(sent.controlErrors());
            assertThat(answer.at("/health/events/forged").asLong()).isEqualTo(sent.forged());
            assertThat(answer.at("/health/bots/requests").asLong()).isEqualTo(sent.bots());
            assertThat(answer.at("/health/sampleRatio/state").asString()).isEqualTo("AS_PLANNED");
            assertThat(answer.at("/verdict/word").asString()).isEqualTo("INSUFFICIENT_DATA");
            assertThat(answer.at("/verdict/sentence").asString()).contains("requests");
            assertThat(answer.at("/guardrails")).hasSize(2);
            assertThat(answer.at("/goals/0/arms/0/change/estimate").isNumber()).isTrue();
            assertThat(answer.at("/latency/curves")).hasSize(2);
            assertThat(answer.at("/segments/groups")).isNotEmpty();
            assertThat(get(base + "/" + ID + "?format=csv").body()).startsWith("row,name,variant");
            String[] lines = get(base + "/" + ID + "?format=ndjson").body().split("\n");
            assertThat(lines)
                    .hasSizeGreaterThan(3)
                    .allSatisfy(
                            line -> assertThat(JSON.readTree(line).at("/row").asString())
                                    .isIn("guardrail", "goal", "stratum", "segment", "minute", "hour"));
            JsonNode stratum = Arrays.stream(lines)
                    .map(JSON::readTree)
                    .filter(line -> line.at("/row").asString().equals("stratum"))
                    .findFirst()
                    .orElseThrow();
            assertThat(stratum.at("/arms/0/requests").asLong()).isEqualTo(sent.control());
            everyPanelExportsItsOwnRows(base + "/" + ID);
            assertThat(get(base + "/" + ID + "?metric=nothing").statusCode()).isEqualTo(400);
            assertThat(JSON.readTree(get(base + "/" + ID + "/verdict").body())
                            .at("/word")
                            .asString())
                    .isEqualTo("INSUFFICIENT_DATA");
            planningAnswersAndRefuses(base + "/" + ID + "/planning");
            assertThat(firstEvent(base + "/" + ID + "/stream")).startsWith("id: ");
            assertThat(get(base.replace("results", "experiments")).statusCode()).isEqualTo(502);
        }
    }

    /** Oracle: the same panel's member of the JSON answer, field for field. */
    private void everyPanelExportsItsOwnRows(String address) throws Exception {
        assertThat(get(address + "?panel=all").statusCode()).isEqualTo(400);
        assertThat(get(address + "?panel=share&format=ndjson").statusCode()).isEqualTo(400);
        JsonNode share = JSON.readTree(get(address + "?panel=share").body());
        JsonNode arm = share.at("/revisions/0/arms/0");
        assertThat(rows(address, "share").getLast())
                .startsWith("revision,")
                .contains("," + arm.at("/variant").asString() + ","
                        + arm.at("/units").asLong() + ","
                        + share.at("/revisions/0/units").asLong() + ",");
        assertThat(rows(address, "share").stream().filter(row -> row.startsWith("bin,")))
                .hasSameSizeAs(share.at("/timeline").findValues("observed"));
        JsonNode goals = JSON.readTree(get(address + "?panel=goals").body());
        assertThat(rows(address, "goals").getFirst())
                .startsWith(goals.at("/0/metric").asString() + ","
                        + goals.at("/0/label").asString() + ",")
                .endsWith("," + goals.at("/0/arms/0/state").asString());
        assertThat(rows(address, "guardrails")).hasSize(2);
        JsonNode latency = JSON.readTree(get(address + "?panel=latency").body());
        assertThat(rows(address, "latency"))
                .hasSize(latency.at("/curves").findValues("p").size()
                        + latency.at("/differences").findValues("p").size())
                .first()
                .asString()
                .startsWith("curve," + latency.at("/curves/0/variant").asString() + ","
                        + latency.at("/curves/0/points/0/p").asDouble() + ",");
        JsonNode segments = JSON.readTree(get(address + "?panel=segments").body());
        assertThat(rows(address, "segments"))
                .hasSize(1 + segments.at("/groups").findValues("name").size())
                .first()
                .asString()
                .startsWith(segments.at("/metric").asString() + ",")
                .contains(",all,");
        JsonNode effects = JSON.readTree(get(address + "?panel=effects").body());
        assertThat(rows(address, "effects"))
                .hasSameSizeAs(effects.findValues("points").stream()
                        .flatMap(JsonNode::valueStream)
                        .toList());
        assertThat(get(address + "?panel=effects&format=csv").body()).startsWith("metric,label,variant,at,revision");
    }

    private List<String> rows(String address, String panel) throws Exception {
        HttpResponse<String> answer = get(address + "?format=csv&panel=" + panel);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .contains(ID + "." + panel + ".csv");
        return answer.body().lines().skip(1).toList();
    }

    private void planningAnswersAndRefuses(String planning) throws Exception {
        JsonNode observed = JSON.readTree(get(planning).body());
        assertThat(observed.at("/share").asDouble()).isEqualTo(0.3);
        assertThat(observed.at("/requestsPerSecond").asDouble()).isPositive();
        assertThat(observed.at("/metrics/0/factor").asDouble()).isGreaterThanOrEqualTo(1);
        assertThat(observed.at("/metrics/0/seconds").asDouble()).isPositive();
        assertThat(observed.at("/sentence").asString())
                .startsWith("At 30\u202f% and ")
                .contains(" in about ");
        JsonNode given = JSON.readTree(get(planning + "?metric=error-rate&share=0.1&rate=40&baseline=0.01&change=0.2")
                .body());
        assertThat(given.at("/sentence").asString())
                .startsWith(
                        "At 10\u202f% and 40 requests/s, a rise of Server errors from 1\u202f% to 1.2\u202f% shows in");
        HttpResponse<String> refused = get(planning + "?share=1");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(refused.body()).at("/errors/0/parameter").asString())
                .isEqualTo("share");
        assertThat(get(planning + "?baseline=0.01").statusCode()).isEqualTo(400);
        assertThat(get(planning + "?rate=fast").statusCode()).isEqualTo(400);
    }

    static ConfigurableApplicationContext start(BootstrapServers broker, String application) {
        return SpringApplication.run(
                AnalyticsApplication.class,
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + broker.value(),
                "--meshtrial.stream.application-id=" + application,
                "--meshtrial.stream.state-directory=target/" + application,
                "--meshtrial.experiment-api.url=http://127.0.0.1:1");
    }

    private long requests(String base) throws IOException, InterruptedException {
        HttpResponse<String> response = get(base + "/" + ID);
        return response.statusCode() == 200
                ? JSON.readTree(response.body())
                        .at("/health/exposures/requests")
                        .asLong()
                : -1;
    }

    private HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private String firstEvent(String address) throws IOException, InterruptedException {
        HttpResponse<java.io.InputStream> response = client.send(
                HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
            return String.valueOf(reader.readLine());
        }
    }

    static void send(BootstrapServers broker, String id, String definition) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.value()), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(EventTopics.EXPERIMENTS, "broken".getBytes(UTF_8), "{".getBytes(UTF_8)));
            producer.send(
                    new ProducerRecord<>(EventTopics.EXPERIMENTS, id.getBytes(UTF_8), definition.getBytes(UTF_8)));
        }
    }

    static void delete(BootstrapServers broker, String id) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.value()), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(EventTopics.EXPERIMENTS, id.getBytes(UTF_8), null));
        }
    }

    private static String definition() {
        Instant start = Instant.now().minusSeconds(1800);
        return """
            {"schema": 1, "id": "end-to-end", "name": "End to end", "namespace": "demo", "service": "catalog",
             "state": "RUNNING", "startedAt": "%1$s", "eventSource": "APPLICATION", "accepted": true, "future": 1,
             "variants": [{"name": "v1", "role": "CONTROL", "version": "v1"},
                          {"name": "v2", "role": "TREATMENT", "version": "v2"}],
             "plan": {"plannedUnits": 20000, "minimumDuration": "PT10M", "latencyCapMicros": 10000000, "metrics": [
               {"name": "error-rate", "label": "Server errors", "kind": "ERROR_RATE", "role": "GUARDRAIL",
                "critical": true, "direction": "LOWER_IS_BETTER", "margin": 0.25},
               {"name": "latency-p95", "label": "p95 latency", "kind": "LATENCY_QUANTILE", "quantile": 0.95,
                "role": "GUARDRAIL", "critical": true, "direction": "LOWER_IS_BETTER", "margin": 0.05},
               {"name": "results-found", "label": "Results found", "kind": "VALUE_SHARE", "value": "results",
                "role": "GOAL", "direction": "HIGHER_IS_BETTER"}]},
             "revisions": [{"number": 1, "at": "%1$s", "rules": "30%% to v2", "tokens": ["%2$s"], "allocations": [
               {"rule": "1", "text": "30%% to v2", "drawingRevision": 1, "unit": "REQUEST", "randomised": true,
                "weights": {"v1": 7000, "v2": 3000}}]}]}
            """.formatted(start, TestTraffic.TOKEN);
    }
}
