package io.meshtrial.analytics.ingest.accesslog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPAccessLogEntry;
import io.meshtrial.analytics.AnalyticsApplication;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.kafka.KafkaBroker;
import io.meshtrial.analytics.kafka.KafkaBroker.BootstrapServers;
import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.analytics.tally.TallyBoard;
import io.meshtrial.analytics.tally.TestTraffic;
import io.meshtrial.events.EventTopics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An experiment that rests on application events, with the access log as its witness. */
@ExtendWith(KafkaBroker.class)
class WitnessTest {

    private static final String ID = "witnessed";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SEEN = 500;
    private static final int UNREACHABLE = 25;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void isCountedApartOpensTheVerdictsEyesAndCanBlockIt(BootstrapServers broker) throws Exception {
        String application = "witness-" + System.nanoTime();
        try (ConfigurableApplicationContext context = SpringApplication.run(
                        AnalyticsApplication.class,
                        "--server.port=0",
                        "--spring.kafka.bootstrap-servers=" + broker.value(),
                        "--meshtrial.stream.application-id=" + application,
                        "--meshtrial.stream.state-directory=target/" + application,
                        "--meshtrial.access-log.port=0");
                ProxyClient proxy =
                        new ProxyClient(context.getBean(AccessLogReceiver.class).port())) {
            TallyBoard board = context.getBean(TallyBoard.class);
            URI results = URI.create("http://127.0.0.1:"
                    + context.getEnvironment().getProperty("local.server.port") + "/api/v1/results/" + ID);
            await().atMost(PATIENCE).until(() -> {
                define(broker);
                return http.send(HttpRequest.newBuilder(results).build(), BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            });
            TestTraffic.Sent sent = TestTraffic.send(broker.value(), ID, 2_000);
            await().atMost(PATIENCE).until(() -> exposures(results) == sent.total());
            assertThat(answer(results).at("/verdict/blindToUnreachablePods").asBoolean())
                    .isTrue();

            send(proxy, SEEN, entry -> {});
            await().atMost(PATIENCE).until(() -> witnessed(board) == SEEN);
            assertThat(exposures(results)).isEqualTo(sent.total());
            assertThat(answer(results).at("/verdict/blindToUnreachablePods").asBoolean())
                    .isFalse();

            send(proxy, UNREACHABLE, WitnessTest::withoutDestination);
            await().atMost(PATIENCE).until(() -> witnessed(board) == SEEN + UNREACHABLE);
            JsonNode blocked = answer(results);
            assertThat(exposures(results)).isEqualTo(sent.total());
            assertThat(blocked.at("/verdict/word").asString()).isEqualTo("CANNOT_JUDGE");
            assertThat(blocked.at("/verdict/reason").asString()).isEqualTo("UNATTRIBUTED_FAILURES");
            assertThat(blocked.at("/health/accessLog/requests").asLong()).isEqualTo(SEEN + UNREACHABLE);
            assertThat(blocked.at("/health/accessLog/lost").asLong()).isZero();
        }
    }

    private static void send(ProxyClient proxy, int count, Consumer<HTTPAccessLogEntry.Builder> change) {
        ProxyClient.Stream stream = proxy.open();
        for (int i = 0; i < count; i++) {
            HTTPAccessLogEntry.Builder entry = Messages.entry(ID, i);
            entry.getCommonPropertiesBuilder().setRouteName("meshtrial/" + ID + "/r1/1.0");
            entry.getRequestBuilder().putRequestHeaders("x-meshtrial", ID + ";r1;1;v2;catalog;" + TestTraffic.TOKEN);
            change.accept(entry);
            stream.send(Messages.of(entry.build()));
        }
        stream.finish();
    }

    private static void withoutDestination(HTTPAccessLogEntry.Builder entry) {
        entry.getRequestBuilder().removeRequestHeaders("x-meshtrial");
        entry.getCommonPropertiesBuilder()
                .clearUpstreamCluster()
                .getResponseFlagsBuilder()
                .setNoClusterFound(true);
        entry.getResponseBuilder().setResponseCode(UInt32Value.of(503)).setResponseCodeDetails("cluster_not_found");
    }

    private static long witnessed(TallyBoard board) {
        return board.of(ID, EventSource.ACCESS_LOG).totals().values().stream()
                .mapToLong(Tally::requests)
                .sum();
    }

    private long exposures(URI results) throws IOException, InterruptedException {
        return answer(results).at("/health/exposures/requests").asLong();
    }

    private JsonNode answer(URI results) throws IOException, InterruptedException {
        return JsonMapper.shared()
                .readTree(http.send(HttpRequest.newBuilder(results).build(), BodyHandlers.ofString())
                        .body());
    }

    private static void define(BootstrapServers broker) {
        String definition = """
            {"schema": 1, "id": "witnessed", "name": "Witnessed", "namespace": "demo", "service": "catalog",
             "state": "RUNNING", "startedAt": "%1$s", "eventSource": "APPLICATION", "accepted": true,
             "variants": [{"name": "v1", "role": "CONTROL", "version": "v1", "service": "catalog"},
                          {"name": "v2", "role": "TREATMENT", "version": "v2", "service": "catalog"}],
             "plan": {"plannedUnits": 20000, "minimumDuration": "PT10M", "latencyCapMicros": 10000000, "metrics": [
               {"name": "error-rate", "label": "Server errors", "kind": "ERROR_RATE", "role": "GUARDRAIL",
                "critical": true, "direction": "LOWER_IS_BETTER", "margin": 0.25}]},
             "revisions": [{"number": 1, "at": "%1$s", "rules": "30%% to v2", "tokens": ["%2$s"], "allocations": [
               {"rule": "1", "text": "30%% to v2", "drawingRevision": 1, "unit": "REQUEST", "randomised": true,
                "weights": {"v1": 7000, "v2": 3000}}]}]}
            """.formatted(Instant.now().minusSeconds(1800), TestTraffic.TOKEN);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.value(), "max.block.ms", "1000"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(
                    new ProducerRecord<>(EventTopics.EXPERIMENTS, ID.getBytes(UTF_8), definition.getBytes(UTF_8)));
        }
    }
}
