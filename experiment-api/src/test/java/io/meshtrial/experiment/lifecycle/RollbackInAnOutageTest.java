package io.meshtrial.experiment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshtrial.experiment.support.DemoObjects;
import io.meshtrial.experiment.support.RunningApi;
import io.meshtrial.experiment.support.ScriptedAnalytics;
import io.meshtrial.localmesh.broker.BrokerSettings;
import io.meshtrial.localmesh.broker.LocalBroker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Fault 12: Kiali and Prometheus are configured and away; the broker and analytics were there, the experiment was told to them, and then both are stopped. */
class RollbackInAnOutageTest {

    @Test
    void theRoutesAreGoneWithinFiveSecondsOfAskingAlthoughBrokerAndAnalyticsAreStopped() throws Exception {
        Path directory = Files.createTempDirectory(Path.of("target"), "broker").toAbsolutePath();
        ScriptedAnalytics analytics = ScriptedAnalytics.start();
        LocalBroker broker = LocalBroker.start(new BrokerSettings(freePort(), freePort(), directory));
        try (RunningApi running = RunningApi.start(
                "spring.kafka.bootstrap-servers=" + broker.settings().bootstrapServers(),
                "meshtrial.analytics.url=" + analytics.url(),
                "meshtrial.kiali.url=http://127.0.0.1:1/kiali",
                "meshtrial.prometheus.url=http://127.0.0.1:1",
                "meshtrial.rollout.tick=200ms")) {
            running.api()
                    .post("/api/v1/experiments", "{\"id\": \"cut-off\", \"rules\": \"10% to v2\", \"rollout\": {}}");
            running.api().post("/api/v1/experiments/cut-off/start", "{}");
            analytics.passes("cut-off");
            await().until(() -> running.api()
                    .get("/api/v1/experiments/cut-off")
                    .body()
                    .at("/status/rollout/heldBecause/code")
                    .asString("")
                    .equals("minimum-step"));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> running.api()
                                    .get("/actuator/metrics/meshtrial.outbox.pending")
                                    .body()
                                    .at("/measurements/0/value")
                                    .asInt(1)
                            == 0);
            broker.close();
            analytics.close();
            long asked = System.nanoTime();
            assertThat(running.api()
                            .post("/api/v1/experiments/cut-off/rollback", "{}")
                            .status())
                    .isEqualTo(202);
            await().until(() -> running.virtualService()
                    .path("spec")
                    .equals(DemoObjects.virtualService().path("spec")));
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(5));
        } finally {
            broker.close();
            analytics.close();
        }
    }

    private static int freePort() throws java.io.IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
