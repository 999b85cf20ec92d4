package io.meshtrial.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.RunningApi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The figures of issue 6: pages of a list of ten thousand experiments, and a start with five hundred running ones. Not part of
 * any verdict: {@code -Dtest=ScaleMeasurement -Dmeshtrial.measure=true} writes {@code target/scale.txt}.
 */
@EnabledIfSystemProperty(named = "meshtrial.measure", matches = "true")
class ScaleMeasurement {

    private static final Path REPORT = Path.of("target/scale.txt");
    private static final int STORED = 10_000;
    private static final int RUNNING = 500;
    private static final int PAGES = 2_000;

    @Test
    void aPageOfTenThousandAndAStartWithFiveHundred() throws Exception {
        try (RunningApi running = RunningApi.start()) {
            for (int i = 0; i < RUNNING; i++) {
                service(running, "service-" + i);
            }
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                List<Future<?>> starts = new ArrayList<>();
                for (int i = 0; i < RUNNING; i++) {
                    String id = "service-" + i;
                    starts.add(threads.submit(() -> start(running.api(), id)));
                }
                for (Future<?> start : starts) {
                    start.get();
                }
            }
            copies(running.context().getBean(JdbcClient.class));
            List<String> report = new ArrayList<>();
            pages(running.api(), "", report);
            pages(running.api(), "&state=RUNNING", report);
            pages(running.api(), "&q=service-9", report);

            long began = System.nanoTime();
            running.restart();
            long ready = System.nanoTime();
            Api.Answer changed = running.api()
                    .send("PUT", "/api/v1/experiments/service-7/rules", "25% to v2", "text/plain", "If-Match", "*");
            assertThat(changed.status()).as(changed.text()).isEqualTo(202);
            await().pollInterval(Duration.ofMillis(10)).until(() -> observed(running.api(), "service-7") == 2);
            report.add("start with " + RUNNING + " running: " + millis(began, ready) + " ms to ready, "
                    + millis(ready, System.nanoTime()) + " ms from there to a published change");
            Files.write(REPORT, report);
        }
    }

    private static void service(RunningApi running, String name) {
        String yaml = """
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: NAME, namespace: demo}
                spec:
                  hosts: [NAME.example]
                  gateways: [catalog-gateway]
                  http:
                    - match: [{uri: {prefix: /new}}]
                      route: [{destination: {host: NAME-v2}}]
                    - route: [{destination: {host: NAME-v1}}]
                """.replace("NAME", name);
        running.apply(Serialization.jsonMapper().valueToTree(Serialization.unmarshal(yaml, Map.class)));
    }

    private static void start(Api api, String id) {
        Api.Answer made = api.post(
                "/api/v1/experiments", "{\"id\":\"" + id + "\",\"service\":\"" + id + "\",\"rules\":\"10% to v2\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        Api.Answer started = api.post("/api/v1/experiments/" + id + "/start?ack=unknown", "{}");
        assertThat(started.status()).as(started.text()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(60)).until(() -> observed(api, id) == 1);
    }

    private static int observed(Api api, String id) {
        return api.get("/api/v1/experiments/" + id)
                .body()
                .at("/status/observedRevision")
                .asInt();
    }

    /** The rest are copies of a real row, under ids of their own. */
    private static void copies(JdbcClient jdbc) {
        String numbers = "system_range(1, " + (STORED - RUNNING) + ")";
        jdbc.sql("insert into experiment select 'copy-' || x, version, 'STOPPED', namespace, service, 'copy-' || x,"
                        + " revision, created_at, started_at, started_at, accepted, spec, derived, virtual_service"
                        + " from experiment, " + numbers + " where id = 'service-0'")
                .update();
        jdbc.sql("insert into revision select 'copy-' || x, number, made_at, actor, reason, rules, token, allocations"
                        + " from revision, " + numbers + " where experiment_id = 'service-0'")
                .update();
    }

    private static void pages(Api api, String query, List<String> report) {
        long[] nanos = new long[PAGES];
        String cursor = "";
        for (int i = -200; i < PAGES; i++) {
            long began = System.nanoTime();
            Api.Answer page = api.get("/api/v1/experiments?limit=50" + query + cursor);
            long took = System.nanoTime() - began;
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            if (i >= 0) {
                nanos[i] = took;
            }
            var next = page.body().path("nextCursor");
            cursor = next.isString() ? "&cursor=" + next.asString() : "";
        }
        Arrays.sort(nanos);
        report.add("page of 50 of " + STORED + " (" + query + "): p50 " + nanos[PAGES / 2] / 1_000 + " µs, p99 "
                + nanos[PAGES * 99 / 100] / 1_000 + " µs");
    }

    private static long millis(long from, long to) {
        return (to - from) / 1_000_000;
    }
}
