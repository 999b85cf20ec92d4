package io.meshtrial.experiment.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.DemoObjects;
import io.meshtrial.experiment.support.RunningApi;
import io.meshtrial.routing.compile.RouteName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Fault 11: 409, 429, 500 and time-outs at three of ten calls. */
class FaultyMeshTest {

    private static final int CHANGES = Boolean.getBoolean("meshtrial.proof") ? 50 : 5;

    /** Not annotated, so that the scan of the other tests does not find it. */
    static class Faults {
        @Bean
        @Primary
        FaultyRequests faultyRequests(KubernetesClient client) {
            return new FaultyRequests(client);
        }
    }

    @Test
    void everyChangeHasOneEffect() throws Exception {
        try (RunningApi running = RunningApi.with(Faults.class)) {
            FaultyRequests requests = running.context().getBean(FaultyRequests.class);
            List<Integer> published = new CopyOnWriteArrayList<>();
            MeshPort port = running.context().getBean(MeshPort.class);
            running.api().post("/api/v1/experiments", "{\"id\": \"unlucky\", \"rules\": \"1% to v2\"}");
            try (AutoCloseable watch = port.watch(
                    Kind.VIRTUAL_SERVICE,
                    event -> published.addAll(revisions(event.object().json())))) {
                assertThat(watch).isNotNull();
                running.api().post("/api/v1/experiments/unlucky/start", "{}");
                settled(running, 1);
                requests.begin();
                for (int change = 1; change <= CHANGES; change++) {
                    change(running, (1 + change) + "% to v2");
                    settled(running, 1 + change);
                }
            }
            assertThat(requests.faults.get())
                    .as("faults among %s calls", requests.calls.get())
                    .isGreaterThan(requests.calls.get() / 5);
            assertThat(published).as("no older revision comes back").isSorted();
            assertThat(revisions(running.virtualService())).containsOnly(1 + CHANGES);
            assertThat(names(running.virtualService())).doesNotHaveDuplicates();
            assertThat(running.api()
                            .get("/api/v1/experiments/unlucky/history?limit=200")
                            .body()
                            .path("items")
                            .size())
                    .isEqualTo(2 + CHANGES);
            running.api().post("/api/v1/experiments/unlucky/stop", "{}");
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> running.virtualService()
                            .path("spec")
                            .equals(DemoObjects.virtualService().path("spec")));
        }
    }

    @Test
    void anApiServerThatTurnsWritesAwayIsAskedABoundedNumberOfTimesAtGrowingPauses() throws Exception {
        try (RunningApi running = RunningApi.with(Faults.class)) {
            FaultyRequests requests = running.context().getBean(FaultyRequests.class);
            running.api().post("/api/v1/experiments", "{\"id\": \"refused\", \"rules\": \"1% to v2\"}");
            running.api().post("/api/v1/experiments/refused/start", "{}");
            await().until(() -> running.api()
                            .get("/api/v1/experiments/refused")
                            .body()
                            .at("/status/observedRevision")
                            .asInt()
                    == 1);
            requests.refuseWrites();
            running.api().post("/api/v1/experiments/refused/rollback", "{}");
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> !running.api()
                            .get("/api/v1/experiments/refused")
                            .body()
                            .at("/status/publication/message")
                            .isNull());
            List<Long> attempts = List.copyOf(requests.refused());
            assertThat(attempts).hasSizeGreaterThanOrEqualTo(Retries.ATTEMPTS);
            for (int n = 1; n < Retries.ATTEMPTS; n++) {
                assertThat((attempts.get(n) - attempts.get(n - 1)) / 1_000_000)
                        .as("pause %s, in ms", n)
                        .isGreaterThanOrEqualTo(Retries.middle(n) / 2);
            }
            assertThat(attempts.size())
                    .as("no second round before the first one has said what is the matter")
                    .isLessThan(2 * Retries.ATTEMPTS);
        }
    }

    /** A plan that cannot be made for now answers 503 and changes nothing; the caller tries again. */
    private static void change(RunningApi running, String rules) {
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            Api.Answer answer = running.api()
                    .send("PUT", "/api/v1/experiments/unlucky/rules", rules, "text/plain", "If-Match", "*");
            assertThat(answer.status()).as(answer.text()).isIn(202, 503);
            return answer.status() == 202;
        });
    }

    private static void settled(RunningApi running, int revision) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> running.api()
                                .get("/api/v1/experiments/unlucky")
                                .body()
                                .at("/status/observedRevision")
                                .asInt()
                        == revision);
    }

    private static List<Integer> revisions(JsonNode object) {
        return names(object).stream()
                .flatMap(name -> RouteName.parse(name).stream())
                .map(RouteName::revision)
                .toList();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.at("/spec/http").forEach(route -> {
            if (RouteName.isOwned(route.path("name").asText())) {
                names.add(route.path("name").asText());
            }
        });
        return names;
    }
}
