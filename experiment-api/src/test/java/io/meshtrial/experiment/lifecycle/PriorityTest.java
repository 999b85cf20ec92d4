package io.meshtrial.experiment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.RunningApi;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two experiments that want the same requests of one VirtualService, as their teams see it. */
class PriorityTest {

    private static final String WIDE = "path starting with /search: 50% to v2";
    private static final String NARROW = "path starting with /search/fast: 10% to v2";

    private static RunningApi running;

    @BeforeAll
    static void oneRuns() throws Exception {
        running = RunningApi.start();
        assertThat(created("wide", WIDE, "").status()).isEqualTo(201);
        started("wide");
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    private static Api.Answer created(String id, String rules, String more) {
        return running.api()
                .post("/api/v1/experiments", "{\"id\": \"%s\", \"rules\": \"%s\"%s}".formatted(id, rules, more));
    }

    private static void started(String id) {
        Api.Answer accepted = running.api().post("/api/v1/experiments/" + id + "/start", "{}");
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        await().until(() -> running.api()
                .get(accepted.header("location"))
                .body()
                .path("state")
                .asString()
                .equals("SUCCEEDED"));
    }

    private static JsonNode plan(String id) {
        return running.api().post("/api/v1/experiments/" + id + "/plan", "{}").body();
    }

    /** What a plan says of the experiment that was there first. */
    private static JsonNode overlap(JsonNode plan) {
        return plan.path("findings")
                .valueStream()
                .filter(finding -> finding.path("code").asString().equals("overlapping-experiments")
                        && finding.path("message").asString().contains(" wide"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void withoutPriorityTheSecondIsRefusedWithARequestThatBothWant() {
        assertThat(created("equal", NARROW, "").status()).isEqualTo(201);
        JsonNode overlap = overlap(plan("equal"));
        assertThat(overlap.path("severity").asString()).isEqualTo("ERROR");
        assertThat(overlap.at("/witness/path").asString()).startsWith("/search/fast");
        Api.Answer refused = running.api().post("/api/v1/experiments/equal/start?ack=overlapping-experiments", "{}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("type").asString()).endsWith("findings-open");
        assertThat(refused.text()).contains("declare a priority");
        assertThat(running.virtualService().toString()).doesNotContain("meshtrial/equal/");
    }

    @Test
    void theHigherOneTakesTheSharedRequestsAndBothPlansSayIt() {
        assertThat(created("higher", NARROW, ", \"priority\": 10").status()).isEqualTo(201);
        JsonNode plan = plan("higher");
        assertThat(overlap(plan).path("severity").asString()).isEqualTo("NOTE");
        assertThat(plan.path("applicable").asBoolean()).as(plan.toString()).isTrue();
        started("higher");

        List<String> owners = running.virtualService()
                .at("/spec/http")
                .valueStream()
                .map(route -> route.path("name").asText())
                .filter(name -> name.matches("meshtrial/(wide|higher)/r1/1\\.0"))
                .toList();
        assertThat(owners).containsExactly("meshtrial/higher/r1/1.0", "meshtrial/wide/r1/1.0");
        assertThat(decidedBy("/search/fast")).startsWith("meshtrial/higher/r1/1.");
        assertThat(decidedBy("/search/slow")).startsWith("meshtrial/wide/r1/1.");
        JsonNode theirs = plan("wide");
        assertThat(Api.texts(theirs.path("whoGetsWhat"), "takes")).contains("OTHER_EXPERIMENT");
        assertThat(theirs.path("whoGetsWhat").toString()).contains("requests of experiment higher, which comes first");
    }

    private static String decidedBy(String path) {
        return running.api()
                .post("/api/v1/experiments/wide/explain", "{\"path\": \"" + path + "\"}")
                .body()
                .at("/decidedBy/route")
                .asString();
    }

    @Test
    void itIsDeclaredWithinBoundsAndFixedAtTheStart() {
        Api.Answer beyond = created("beyond", NARROW, ", \"priority\": 1001");
        assertThat(beyond.status()).isEqualTo(422);
        assertThat(beyond.body().at("/errors/0/pointer").asString()).isEqualTo("/priority");
        assertThat(created("drafted", NARROW, ", \"priority\": -3").status()).isEqualTo(201);
        Api.Answer changed = patched("drafted", "{\"priority\": 4}");
        assertThat(changed.body().at("/spec/priority").asInt())
                .as(changed.text())
                .isEqualTo(4);
        Api.Answer late = patched("wide", "{\"priority\": 4}");
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.body().at("/errors/0/pointer").asString()).isEqualTo("/priority");
    }

    private static Api.Answer patched(String id, String patch) {
        return running.api()
                .send("PATCH", "/api/v1/experiments/" + id, patch, "application/merge-patch+json", "If-Match", "*");
    }
}
