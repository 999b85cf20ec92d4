package io.meshtrial.experiment.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.RunningApi;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Fault 13's figure: the API's latency without a Kiali, and beside one that is silent, one that is absent and one that talks
 * nonsense, asked each second; requests take turns. Not part of any verdict: {@code -Dtest=KialiLatencyMeasurement
 * -Dmeshtrial.measure=true} writes {@code target/kiali-latency.txt}.
 */
@EnabledIfSystemProperty(named = "meshtrial.measure", matches = "true")
class KialiLatencyMeasurement {

    private static final Path REPORT = Path.of("target/kiali-latency.txt");
    private static final int WARM_UP = 300;
    private static final int REQUESTS = 2_000;
    private static final byte[] NONSENSE =
            ("<!doctype html>" + "<p>not JSON".repeat(100_000)).getBytes(StandardCharsets.UTF_8);

    @Test
    void theApiDoesNotWaitForKiali() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        HttpServer silent = kiali(exchange -> {
            asked.incrementAndGet();
            try {
                release.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        HttpServer nonsense = kiali(exchange -> {
            answered.incrementAndGet();
            try (exchange) {
                exchange.sendResponseHeaders(200, NONSENSE.length);
                exchange.getResponseBody().write(NONSENSE);
            }
        });
        Map<String, RunningApi> running = new LinkedHashMap<>();
        try {
            running.put("without", begun());
            running.put("silent", begun(address(silent.getAddress().getPort())));
            running.put("absent", begun(address(1)));
            running.put("nonsense", begun(address(nonsense.getAddress().getPort())));
            Files.write(REPORT, measured(running));
            assertThat(asked).as("looks at the silent one").hasPositiveValue();
            assertThat(answered).as("answers of nonsense").hasPositiveValue();
        } finally {
            release.countDown();
            for (RunningApi one : running.values()) {
                one.close();
            }
            silent.stop(0);
            nonsense.stop(0);
        }
    }

    private static List<String> measured(Map<String, RunningApi> running) {
        Map<String, Api> apis = new LinkedHashMap<>();
        running.forEach((kiali, one) -> apis.put(kiali, one.api()));
        Map<String, List<Long>> read = new LinkedHashMap<>();
        Map<String, List<Long>> planned = new LinkedHashMap<>();
        for (int i = 0; i < WARM_UP + REQUESTS; i++) {
            for (Map.Entry<String, Api> one : apis.entrySet()) {
                Api api = one.getValue();
                long began = System.nanoTime();
                assertThat(api.get("/api/v1/experiments/patient").status()).isEqualTo(200);
                long between = System.nanoTime();
                assertThat(api.post("/api/v1/experiments/patient/plan", "{\"rules\":\"25% to v2\"}")
                                .status())
                        .isEqualTo(200);
                if (i >= WARM_UP) {
                    read.computeIfAbsent(one.getKey(), key -> new ArrayList<>()).add(between - began);
                    planned.computeIfAbsent(one.getKey(), key -> new ArrayList<>())
                            .add(System.nanoTime() - between);
                }
            }
        }
        List<String> report = new ArrayList<>();
        read.forEach((kiali, nanos) -> report.add(line("read an experiment", kiali, nanos)));
        planned.forEach((kiali, nanos) -> report.add(line("plan", kiali, nanos)));
        return report;
    }

    private static String line(String what, String kiali, List<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "%s, Kiali %s: median %.2f ms, p99 %.2f ms, %d requests",
                what,
                kiali,
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 99 / 100] / 1e6,
                sorted.length);
    }

    private static RunningApi begun(String... settings) throws IOException {
        String[] all = Arrays.copyOf(settings, settings.length + 1);
        all[settings.length] = "meshtrial.verification.interval=1s";
        RunningApi running = RunningApi.start(all);
        Api api = running.api();
        api.post("/api/v1/experiments", "{\"id\":\"patient\",\"rules\":\"10% to v2\"}");
        api.post("/api/v1/experiments/patient/start", "{}");
        await().until(() -> api.get("/api/v1/experiments/patient")
                        .body()
                        .at("/status/observedRevision")
                        .asInt()
                == 1);
        return running;
    }

    private static String address(int port) {
        return "meshtrial.kiali.url=http://127.0.0.1:" + port + "/kiali";
    }

    private static HttpServer kiali(HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", handler);
        server.start();
        return server;
    }
}
