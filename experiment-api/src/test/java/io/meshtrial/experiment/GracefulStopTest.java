package io.meshtrial.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.ReplicaProcess;
import io.meshtrial.experiment.support.RunningApi;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Fault 16: SIGTERM under load. */
class GracefulStopTest {

    private static final int CALLERS = 8;

    @Test
    void noCallerGetsAServerErrorAndStreamsEndCleanly() throws Exception {
        try (RunningApi mesh = RunningApi.start()) {
            mesh.stop();
            try (ReplicaProcess replica = ReplicaProcess.start(mesh.arguments())) {
                Api api = replica.api();
                assertThat(api.post("/api/v1/experiments", "{\"id\":\"loaded\",\"rules\":\"10% to v2\"}")
                                .status())
                        .isEqualTo(201);
                Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
                List<String> torn = new ArrayList<>();
                try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    threads.execute(() -> read(api.address(), torn));
                    for (int caller = 0; caller < CALLERS; caller++) {
                        threads.execute(() -> callUntilGone(api, replica, statuses));
                    }
                    await().until(() -> statuses.values().stream()
                                    .mapToInt(AtomicInteger::get)
                                    .sum()
                            > 20 * CALLERS);
                    replica.terminate();
                    await().atMost(Duration.ofSeconds(20)).until(() -> !replica.isAlive());
                }
                assertThat(statuses.keySet()).allMatch(status -> status < 500);
                assertThat(torn).isEmpty();
            }
        }
    }

    private static void callUntilGone(Api api, ReplicaProcess replica, Map<Integer, AtomicInteger> statuses) {
        while (replica.isAlive()) {
            try {
                count(statuses, api.get("/api/v1/experiments/loaded").status());
                count(
                        statuses,
                        api.post("/api/v1/experiments/loaded/plan", "{}").status());
            } catch (IllegalStateException connectionGone) {
                assertThat(connectionGone).hasCauseInstanceOf(java.io.IOException.class);
            }
        }
    }

    private static void count(Map<Integer, AtomicInteger> statuses, int status) {
        statuses.computeIfAbsent(status, s -> new AtomicInteger()).incrementAndGet();
    }

    /** A stream that is torn off throws in the middle of a chunk; one that ends well just ends. */
    private static void read(String address, List<String> torn) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/api/v1/experiments/loaded/stream"))
                .header("Authorization", "Bearer " + RunningApi.TOKEN)
                .build();
        try (HttpClient client = HttpClient.newHttpClient();
                InputStream body = client.send(request, HttpResponse.BodyHandlers.ofInputStream())
                        .body()) {
            body.readAllBytes();
        } catch (java.io.IOException broken) {
            torn.add(broken.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
