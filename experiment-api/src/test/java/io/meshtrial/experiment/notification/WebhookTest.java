package io.meshtrial.experiment.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.meshtrial.experiment.support.RunningApi;
import io.meshtrial.experiment.support.ScriptedAnalytics;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WebhookTest {

    private static final String SECRET = "a-secret-of-this-test-only";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record Received(String type, String id, String timestamp, String signature, String body) {}

    @Test
    void everyChangeOfStateAndVerdictArrivesSignedAlthoughTheReceiverFailsAtFirst() throws Exception {
        List<Received> received = new CopyOnWriteArrayList<>();
        AtomicInteger refused = new AtomicInteger(3);
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/hook", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean takes = refused.getAndDecrement() <= 0;
            if (takes) {
                var headers = exchange.getRequestHeaders();
                received.add(new Received(
                        headers.getFirst("content-type"),
                        headers.getFirst("webhook-id"),
                        headers.getFirst("webhook-timestamp"),
                        headers.getFirst("webhook-signature"),
                        body));
            }
            exchange.sendResponseHeaders(takes ? 204 : 500, -1);
            exchange.close();
        });
        receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.start();
        String prefix = "meshtrial.notifications.";
        try (ScriptedAnalytics analytics = ScriptedAnalytics.start();
                RunningApi running = RunningApi.start(
                        prefix + "webhooks[0].name=chat",
                        prefix + "webhooks[0].url=http://127.0.0.1:"
                                + receiver.getAddress().getPort() + "/hook",
                        prefix + "webhooks[0].secret=" + SECRET,
                        prefix + "first-pause=50ms",
                        "meshtrial.analytics.url=" + analytics.url(),
                        "meshtrial.rollout.tick=100ms")) {
            running.api().post("/api/v1/experiments", "{\"id\": \"told\", \"rules\": \"10% to v2\", \"rollout\": {}}");
            running.api().post("/api/v1/experiments/told/start", "{}");
            analytics.says("told", "INSUFFICIENT_DATA", "");
            await().until(() -> afters(received).contains("INSUFFICIENT_DATA"));
            analytics.says("told", "HARM", "");
            await().until(() -> afters(received).contains("ROLLED_BACK"));
        } finally {
            receiver.stop(0);
        }
        assertThat(afters(received))
                .containsExactlyInAnyOrder("DRAFT", "RUNNING", "INSUFFICIENT_DATA", "HARM", "ROLLED_BACK");
        assertThat(received).allSatisfy(one -> {
            assertThat(one.type()).startsWith("application/cloudevents+json");
            assertThat(one.signature())
                    .isEqualTo(Signature.of(SECRET, one.id(), Long.parseLong(one.timestamp()), one.body()));
            JsonNode event = JSON.readTree(one.body());
            assertThat(event.path("specversion").asString()).isEqualTo("1.0");
            assertThat(event.path("id").asString()).isEqualTo(one.id());
            assertThat(event.path("subject").asString()).isEqualTo("told");
        });
    }

    private static List<String> afters(List<Received> received) {
        return received.stream()
                .map(one -> JSON.readTree(one.body()).at("/data/after").asString())
                .toList();
    }

    /** Oracle: Python's hmac and base64 on the same bytes. */
    @Test
    void theSignatureIsThatOfStandardWebhooks() {
        assertThat(Signature.of(SECRET, "msg_1", 1614265330L, "{\"test\": 2432232314}"))
                .isEqualTo("v1,8A8LttF1rXmz+iy2fqZfmSGv4IYZtkN2JeYZgrZxA2w=");
    }
}
