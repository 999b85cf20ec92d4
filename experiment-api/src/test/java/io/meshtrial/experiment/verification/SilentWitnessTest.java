package io.meshtrial.experiment.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.RunningApi;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** A Kiali that takes requests and never answers, while people work with the API. */
class SilentWitnessTest {

    private static final String PATH = "/api/v1/experiments/patient/verifications";

    /** Whoever waited for Kiali would wait for ten minutes: the timeout only ends that wait. */
    @Test
    @Timeout(300)
    void aSilentKialiHoldsUpNobody() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger held = new AtomicInteger();
        HttpServer kiali = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        kiali.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        kiali.createContext("/", exchange -> {
            held.incrementAndGet();
            try {
                release.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        kiali.start();
        try (RunningApi running = RunningApi.start(
                "meshtrial.kiali.url=http://127.0.0.1:" + kiali.getAddress().getPort() + "/kiali",
                "meshtrial.kiali.timeout=10m",
                "meshtrial.verification.patience=10m",
                "meshtrial.verification.answer-within=100ms")) {
            Api api = running.api();
            api.post("/api/v1/experiments", "{\"id\":\"patient\",\"rules\":\"10% to v2\"}");
            api.post("/api/v1/experiments/patient/start", "{}");
            await().until(() -> api.get("/api/v1/experiments/patient")
                            .body()
                            .at("/status/observedRevision")
                            .asInt()
                    == 1);
            await().until(() -> held.get() > 0);

            Api.Answer asked = api.post(PATH, null);
            assertThat(asked.status()).as(asked.text()).isEqualTo(202);
            assertThat(asked.body().path("running").asBoolean()).isTrue();
            for (int i = 0; i < 20; i++) {
                assertThat(api.get("/api/v1/experiments").status()).isEqualTo(200);
                assertThat(api.get(PATH).status()).isEqualTo(200);
                assertThat(api.get("/api/v1/experiments/patient").status()).isEqualTo(200);
                assertThat(api.get("/api/v1/experiments/patient/history").status())
                        .isEqualTo(200);
                assertThat(api.post("/api/v1/experiments/patient/plan", "{}").status())
                        .isEqualTo(200);
                assertThat(api.post("/api/v1/experiments/patient/explain", "{\"path\":\"/Weather\"}")
                                .status())
                        .isEqualTo(200);
            }
            Api.Answer changed =
                    api.send("PUT", "/api/v1/experiments/patient/rules", "25% to v2", "text/plain", "If-Match", "*");
            assertThat(changed.status()).as(changed.text()).isEqualTo(202);
            assertThat(api.post("/api/v1/experiments/patient/rollback", "{\"reason\":\"enough\"}")
                            .status())
                    .isEqualTo(202);
            await().until(() -> running.virtualService().path("spec").toString().indexOf("meshtrial/") < 0);
            assertThat(release.getCount()).as("Kiali has answered nobody yet").isEqualTo(1);
            assertThat(api.get(PATH).body().path("running").asBoolean())
                    .as("somebody waits for it all that time")
                    .isTrue();

            release.countDown();
            await().until(() -> !api.get(PATH).body().path("running").asBoolean());
            JsonNode row = api.get(PATH)
                    .body()
                    .path("rows")
                    .valueStream()
                    .filter(one -> one.path("row").asString().equals("kiali-validations"))
                    .findFirst()
                    .orElseThrow();
            assertThat(row.path("verdict").asString()).isNotEqualTo("AGREES");
        } finally {
            release.countDown();
            kiali.stop(0);
        }
    }
}
