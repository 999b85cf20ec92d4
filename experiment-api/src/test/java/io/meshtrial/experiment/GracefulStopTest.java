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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
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
                List<String> torn = new CopyOnWriteArrayList<>();
                AtomicBoolean told = new AtomicBoolean();
                AtomicInteger streamed = new AtomicInteger();
                try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    threads.execute(() -> read(api.address(), streamed, torn));
                    for (int caller = 0; caller < CALLERS; caller++) {
                        threads.execute(() -> callUntilGone(api, replica, statuses, told, torn));
                    }
                    await().until(() -> statuses.values().stream()
                                    .mapToInt(AtomicInteger::get)
                                    .sum()
                            > 20 * CALLERS);
                    await().until(() -> streamed.get() > 0);
                    assertThat(torn).as("before it was told to stop").isEmpty();
                    told.set(true);
                    replica.terminate();
                    await().atMost(Duration.ofSeconds(20)).until(() -> !replica.isAlive());
                }
                assertThat(statuses.keySet()).containsExactly(200);
                assertThat(torn).isEmpty();
            }
        }
    }

    /** A connection may go once the process was told to stop; an answer that has begun is never cut off. */
    private static void callUntilGone(
            Api api,
            ReplicaProcess replica,
            Map<Integer, AtomicInteger> statuses,
            AtomicBoolean told,
            List<String> torn) {
        while (replica.isAlive()) {
            try {
                count(statuses, api.get("/api/v1/experiments/loaded").status());
                count(
                        statuses,
                        api.post("/api/v1/experiments/loaded/plan", "{}").status());
            } catch (IllegalStateException connectionGone) {
                String cause = String.valueOf(connectionGone.getCause());
                if (!told.get() || cause.contains("fixed content-length") || cause.contains("chunked")) {
                    torn.add(cause);
                }
            }
        }
    }

    private static void count(Map<Integer, AtomicInteger> statuses, int status) {
        statuses.computeIfAbsent(status, s -> new AtomicInteger()).incrementAndGet();
    }

    /** A stream that is torn off throws in the middle of a chunk; one that ends well just ends. */
    private static void read(String address, AtomicInteger streamed, List<String> torn) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/api/v1/experiments/loaded/stream"))
                .header("Authorization", "Bearer " + RunningApi.TOKEN)
                .build();
        try (HttpClient client = HttpClient.newHttpClient();
                InputStream body = client.send(request, HttpResponse.BodyHandlers.ofInputStream())
                        .body()) {
            for (int read = body.read(); read >= 0; read = body.read()) {
                streamed.incrementAndGet();
            }
        } catch (java.io.IOException broken) {
            torn.add(broken.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
