package io.meshtrial.experiment.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.experiment.definition.Experiment;
import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.support.RunningApi;
import io.meshtrial.experiment.support.ScriptedAnalytics;
import io.meshtrial.localmesh.broker.BrokerSettings;
import io.meshtrial.localmesh.broker.LocalBroker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Fault 10. That analytics judges nothing while {@code accepted} is false is shown there, by {@code PrecedenceTest}; here the
 * topic says so in time, and no step is taken whatever the verdict was before.
 */
class RouteDriftTest {

    private static final Duration SEEN_WITHIN = Duration.ofSeconds(5);
    private static final String PATH = "/api/v1/experiments/drifting";

    private static LocalBroker broker;
    private static ScriptedAnalytics analytics;
    private static RunningApi running;

    @BeforeAll
    static void anExperimentRuns() throws Exception {
        Path directory = Files.createTempDirectory(Path.of("target"), "broker").toAbsolutePath();
        broker = LocalBroker.start(new BrokerSettings(freePort(), freePort(), directory));
        analytics = ScriptedAnalytics.start();
        running = RunningApi.start(
                "spring.kafka.bootstrap-servers=" + broker.settings().bootstrapServers(),
                "meshtrial.analytics.url=" + analytics.url(),
                "meshtrial.rollout.tick=200ms");
        running.api()
                .post(
                        "/api/v1/experiments",
                        "{\"id\":\"drifting\",\"rules\":\"10% to v2\",\"rollout\":{\"minimumStep\":\"PT0S\",\"steps\":[10,25]}}");
        running.api().post(PATH + "/start", "{}");
        await().until(() -> status().path("observedRevision").asInt() == 1);
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
        analytics.close();
        broker.close();
    }

    private static int freePort() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static tools.jackson.databind.JsonNode status() {
        return running.api().get(PATH).body().path("status");
    }

    private static void awaitHeld(String code) {
        await().until(() ->
                status().at("/rollout/heldBecause/code").asString("").equals(code));
    }

    private static KafkaConsumer<String, String> told() {
        KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.settings().bootstrapServers(),
                        "group.id",
                        "of-this-test",
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.subscribe(List.of("meshtrial.experiments.v1"));
        return consumer;
    }

    private static void awaitTold(KafkaConsumer<String, String> consumer, String text) {
        await().atMost(SEEN_WITHIN).until(() -> {
            boolean seen = false;
            for (var message : consumer.poll(Duration.ofMillis(100))) {
                seen |= message.value() != null && message.value().contains(text);
            }
            return seen;
        });
    }

    private static JsonNode changed() {
        ObjectNode edited = running.virtualService().deepCopy();
        ArrayNode http = (ArrayNode) edited.at("/spec/http");
        ((ObjectNode) http.get(http.size() - 1)).put("timeout", "7s");
        running.replaceVirtualService(edited);
        return edited;
    }

    @Test
    void aForeignEditIsShownWithItsAuthorMergedAroundAndBlocksTheVerdictUntilItIsAcceptedByName() {
        try (KafkaConsumer<String, String> told = told()) {
            awaitHeld("no-verdict");
            awaitTold(told, "\"accepted\":true");
            int base = changed().at("/spec/http").size() - 1;
            await().atMost(SEEN_WITHIN)
                    .until(() -> status().path("drift").isObject()
                            && !status().path("accepted").asBoolean());
            awaitTold(told, "\"accepted\":false");
            assertThat(status().at("/drift/fieldManager").asString()).isEqualTo("another-client");
            assertThat(status().at("/drift/diff").asString()).contains("+").contains("7s");
            analytics.passes("drifting");
            awaitHeld("foreign-edit");
            await().until(() -> running.virtualService()
                    .at("/spec/http")
                    .valueStream()
                    .filter(route -> route.path("name").asText().startsWith("meshtrial/"))
                    .anyMatch(route -> route.path("timeout").asText().equals("7s")));
            assertThat(running.virtualService()
                            .at("/spec/http/" + base + "/timeout")
                            .asText())
                    .isEqualTo("7s");
            assertThat(status().path("revision").asInt())
                    .as("a verdict that passes is worth nothing now")
                    .isEqualTo(1);

            var accepted = running.api().post(PATH + "/accept", "{\"reason\":\"it is right\"}");
            assertThat(accepted.status()).as(accepted.text()).isEqualTo(200);
            assertThat(status().path("accepted").asBoolean()).isTrue();
            assertThat(status().path("drift").isNull()).isTrue();
            Experiment experiment = running.context()
                    .getBean(ExperimentStore.class)
                    .find("drifting")
                    .orElseThrow()
                    .experiment();
            assertThat(experiment.disputes()).singleElement().satisfies(dispute -> {
                assertThat(dispute.until()).isNotNull().isAfterOrEqualTo(dispute.from());
                assertThat(dispute.from())
                        .isAfterOrEqualTo(experiment.createdAt().truncatedTo(ChronoUnit.SECONDS));
            });
            awaitTold(told, "\"accepted\":true");
            awaitHeld("last-step");
        }
    }
}
