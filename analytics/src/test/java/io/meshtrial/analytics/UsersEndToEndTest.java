package io.meshtrial.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.meshtrial.analytics.kafka.KafkaBroker;
import io.meshtrial.analytics.kafka.KafkaBroker.BootstrapServers;
import io.meshtrial.events.EventId;
import io.meshtrial.events.EventRecords;
import io.meshtrial.events.RequestEvent;
import io.meshtrial.events.RequestEvent.Completion;
import io.meshtrial.events.RequestEvent.UnitKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code users: 10% to v2} against a real broker: users are judged, not their requests. */
@ExtendWith(KafkaBroker.class)
class UsersEndToEndTest {

    private static final String ID = "users-end-to-end";
    private static final String TOKEN = "abcdefghijklmnopqrstuv";
    private static final int USERS = 3_000;
    private static final int CROSSING = 30;

    private final HttpClient client = HttpClient.newHttpClient();

    record Sent(int requests, int treated) {}

    @Test
    void usersAreComparedAndAHarmfulTreatmentIsHarm(BootstrapServers broker) throws Exception {
        try (ConfigurableApplicationContext context = ResultsEndToEndTest.start(broker, "users-" + System.nanoTime())) {
            URI results = URI.create("http://127.0.0.1:"
                    + context.getEnvironment().getProperty("local.server.port") + "/api/v1/results/" + ID);
            ResultsEndToEndTest.send(broker, ID, definition(ID, Instant.now().minusSeconds(1800), 5_000));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> get(results).at("/experiment/id").isString());
            Sent sent = send(broker, ID, 11, 1_000);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> get(results).at("/health/exposures/requests").asInt() == sent.requests);

            JsonNode answer = get(results);
            assertThat(answer.at("/health/exposures/unit").asString()).isEqualTo("USER");
            assertThat(answer.at("/health/exposures/units").asInt()).isEqualTo(USERS);
            assertThat(answer.at("/health/sampleRatio/state").asString()).isEqualTo("AS_PLANNED");
            assertThat(answer.at("/health/sampleRatio/arms/1/units").asInt()).isEqualTo(sent.treated);
            assertThat(answer.at("/health/crossovers/units").asInt()).isEqualTo(CROSSING);
            assertThat(answer.at("/guardrails/0/arms/0/units").asInt()).isEqualTo(sent.treated);
            assertThat(answer.at("/guardrails/0/changeOf").asString()).isEqualTo("users with an error");
            assertThat(answer.at("/method/strata/0/arms/1/users/units").asInt()).isEqualTo(sent.treated);
            assertThat(answer.at("/guardrails").findValuesAsString("metric"))
                    .contains("error-rate", "latency-p95", "requests-per-user");
            assertThat(answer.at("/guardrails/0/arms/0/state").asString()).isEqualTo("HARM");
            assertThat(answer.at("/verdict/word").asString()).isEqualTo("HARM");
            assertThat(answer.at("/verdict/sentence").asString()).startsWith("Harm: Server errors");
        }
    }

    private JsonNode get(URI address) throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        return new JsonMapper().readTree(response.body());
    }

    /**
     * Two to four requests of each user; some users' last one reaches the other arm.
     *
     * @param leastMicros a request's shortest duration
     */
    static Sent send(BootstrapServers broker, String id, long seed, int leastMicros) {
        SplittableRandom random = new SplittableRandom(seed);
        int sequence = 0;
        int treated = 0;
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.value()), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int user = 0; user < USERS; user++) {
                byte[] unit = new byte[16];
                random.nextBytes(unit);
                boolean treatment = random.nextInt(10) == 0;
                treated += treatment ? 1 : 0;
                int requests = random.nextInt(2, 5);
                for (int request = 0; request < requests; request++) {
                    boolean crosses = user < CROSSING && request == requests - 1;
                    RequestEvent event = event(random, ByteString.copyFrom(unit), treatment != crosses, request > 0)
                            .setExperiment(id)
                            .setDurationMicros(random.nextLong(leastMicros, leastMicros + 90_000))
                            .build();
                    producer.send(EventRecords.record(new EventId(id + seed, sequence++), event));
                }
            }
        }
        return new Sent(sequence, treated);
    }

    private static RequestEvent.Builder event(
            SplittableRandom random, ByteString unit, boolean treatment, boolean returns) {
        String version = treatment ? "v2" : "v1";
        boolean fails = random.nextInt(100) < (treatment ? 10 : 1);
        return RequestEvent.newBuilder()
                .setRevision(1)
                .setRule(1)
                .setDrawingRevision(1)
                .setCurrentDrawingRevision(1)
                .setVariant(version)
                .setServedVersion(version)
                .setStatus(fails ? 503 : 200)
                .setCompletion(Completion.ANSWERED)
                .setStartEpochMicros((System.currentTimeMillis() - random.nextInt(600_000)) * 1000)
                .setUnitKind(returns ? UnitKind.USER : UnitKind.REQUEST)
                .setUnit(unit)
                .setRoute("/")
                .setMethod("GET")
                .setService("catalog")
                .setPod("pod-1")
                .setToken(TOKEN);
    }

    static String definition(String id, Instant start, int plannedUnits) {
        return """
            {"schema": 1, "id": "%3$s", "namespace": "demo", "service": "catalog",
             "state": "RUNNING", "startedAt": "%1$s", "eventSource": "APPLICATION", "accepted": true,
             "variants": [{"name": "v1", "role": "CONTROL", "version": "v1"},
                          {"name": "v2", "role": "TREATMENT", "version": "v2"}],
             "plan": {"plannedUnits": %4$d, "minimumDuration": "PT10M", "metrics": [
               {"name": "error-rate", "label": "Server errors", "kind": "ERROR_RATE", "role": "GUARDRAIL",
                "critical": true, "direction": "LOWER_IS_BETTER", "margin": 0.25},
               {"name": "latency-p95", "label": "p95 latency", "kind": "LATENCY_QUANTILE", "quantile": 0.95,
                "role": "GUARDRAIL", "critical": false, "direction": "LOWER_IS_BETTER", "margin": 0.05}]},
             "revisions": [{"number": 1, "at": "%1$s", "rules": "users: 10%% to v2", "tokens": ["%2$s"], "allocations": [
               {"rule": "1", "text": "users: 10%% to v2", "drawingRevision": 1, "unit": "USER", "randomised": true,
                "weights": {"v1": 9000, "v2": 1000}}]}]}
            """.formatted(start, TOKEN, id, plannedUnits);
    }
}
