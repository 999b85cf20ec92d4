package io.meshtrial.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.DemoObjects;
import io.meshtrial.experiment.support.RunningApi;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The original demonstration under an experiment, from an id and one rule to a rollback. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemonstrationTest {

    private static RunningApi running;

    @BeforeAll
    static void start() throws Exception {
        running = RunningApi.start();
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    private static Api api() {
        return running.api();
    }

    @Test
    @Order(1)
    void anIdAndARuleAreEnoughAndTheAnswerSaysWhatWasDerived() {
        Api.Answer created = api().post("/api/v1/experiments", "{\"id\":\"search-ranking\",\"rules\":\"10% to v2\"}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(created.header("location")).isEqualTo("/api/v1/experiments/search-ranking");
        JsonNode spec = created.body().path("spec");
        assertThat(spec.path("namespace").asString()).isEqualTo("demo");
        assertThat(spec.path("service").asString()).isEqualTo("catalog");
        assertThat(Api.texts(spec.path("variants"), "name")).containsExactly("v1", "v2");
        assertThat(Api.texts(spec.path("variants"), "role")).containsExactly("CONTROL", "TREATMENT");
        assertThat(Api.texts(created.body().path("status").path("derived"), "pointer"))
                .contains("/namespace", "/service", "/variants/0", "/variants/1");
        assertThat(created.body()
                        .path("status")
                        .path("targets")
                        .get(0)
                        .path("weights")
                        .toString())
                .isEqualTo("{\"v1\":9000,\"v2\":1000}");
    }

    @Test
    @Order(2)
    void thePlanSaysWhoGetsWhatAndTouchesNoForeignLine() {
        Api.Answer plan = api().post("/api/v1/experiments/search-ranking/plan", "{}");
        assertThat(plan.status()).as(plan.text()).isEqualTo(200);
        assertThat(plan.body().path("applicable").asBoolean()).as(plan.text()).isTrue();
        JsonNode rows = plan.body().path("whoGetsWhat");
        assertThat(Api.texts(rows, "takes")).containsExactly("RULE");
        assertThat(rows.get(0).path("audience").asString()).isEqualTo("everyone");
        assertThat(rows.get(0).path("shares").toString())
                .isEqualTo("[{\"variant\":\"v1\",\"service\":\"catalog-v1\",\"parts\":9000},"
                        + "{\"variant\":\"v2\",\"service\":\"catalog-v2\",\"parts\":1000}]");
        JsonNode chrome = plan.body().path("samples").get(0);
        assertThat(chrome.path("before").toString())
                .isEqualTo("[{\"variant\":\"v1\",\"service\":\"catalog-v1\",\"parts\":10000}]");
        assertThat(chrome.path("after")
                        .valueStream()
                        .filter(share -> share.path("variant").asString().equals("v2"))
                        .findFirst()
                        .orElseThrow()
                        .path("parts")
                        .asInt())
                .isEqualTo(1000);
        assertThat(plan.body()
                        .path("diff")
                        .path("lines")
                        .valueStream()
                        .filter(line -> line.path("owner").asString().equals("FOREIGN"))
                        .allMatch(line -> line.path("change").asString().equals("SAME")))
                .isTrue();
    }

    @Test
    @Order(3)
    void startPublishesTheRoutesAndSaysHowFarItIs() {
        Api.Answer started = api().post("/api/v1/experiments/search-ranking/start", "{\"reason\":\"first look\"}");
        assertThat(started.status()).as(started.text()).isEqualTo(202);
        awaitPublished(1);
        assertThat(running.virtualService().at("/spec/http/0/name").asText())
                .startsWith("meshtrial/search-ranking/r1/");
        JsonNode operation = api().get(started.header("location")).body();
        assertThat(operation.path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(Api.texts(operation.path("points"), "point"))
                .startsWith("STORED", "ROUTES_WRITTEN")
                .endsWith("RECORDED");
    }

    @Test
    @Order(4)
    void newRulesOnARunningExperimentAreANewRevisionThatIsPublished() {
        Api.Answer changed = api().send(
                        "PUT", "/api/v1/experiments/search-ranking/rules", "25% to v2", "text/plain", "If-Match", "*");
        assertThat(changed.status()).as(changed.text()).isEqualTo(202);
        awaitPublished(2);
        assertThat(running.virtualService().at("/spec/http/0/name").asText())
                .startsWith("meshtrial/search-ranking/r2/");
    }

    @Test
    @Order(5)
    void explainTellsWhereAPastedCurlGoesAndWhy() {
        Api.Answer answer = api().post(
                        "/api/v1/experiments/search-ranking/explain",
                        "{\"curl\":\"curl 'http://catalog.example/Weather' -A 'Firefox/143.0'\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.body().path("outcome").asString()).isEqualTo("FORWARDED");
        assertThat(answer.body().at("/decidedBy/rule").asString()).isEqualTo("1");
        assertThat(answer.body().path("skipped").isEmpty()).isFalse();
    }

    @Test
    @Order(5)
    void explainTellsWhereARequestWouldGoUnderOtherRulesThanThePresentOnes() {
        Api.Answer answer = api().post(
                        "/api/v1/experiments/search-ranking/explain",
                        "{\"path\":\"/Weather\",\"rules\":\"path is /Weather: 100% to v2\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.body().path("preview").asString()).startsWith("p-");
        assertThat(answer.body().at("/shares/0/variant").asString()).isEqualTo("v2");
        assertThat(answer.body().at("/shares/0/parts").asInt()).isEqualTo(10_000);
        assertThat(api().get("/api/v1/experiments/search-ranking")
                        .body()
                        .at("/status/rules/text")
                        .asString())
                .doesNotContain("/Weather");
    }

    @Test
    @Order(5)
    void explainTellsWhereARequestWouldGoBeforeAnythingIsStored() {
        Api.Answer answer = api().post("/api/v1/plan/explain", """
                {"definition": {"rules": "Firefox to v2"}, "request": {"curl": "curl http://catalog.example/Weather -A 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0'"}}""");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.body().path("outcome").asString()).isEqualTo("FORWARDED");
        assertThat(answer.body().path("experiment").asString()).isEqualTo("new-experiment");
        assertThat(answer.body().path("preview").asString()).startsWith("p-");
        assertThat(api().get("/api/v1/experiments/new-experiment").status()).isEqualTo(404);
        assertThat(api().post("/api/v1/plan/explain", "{}").status()).isEqualTo(422);
        assertThat(api().post(
                                "/api/v1/plan/explain",
                                "{\"definition\": {\"rules\": \"Firefox to v9\"}, \"request\": {}}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    @Order(6)
    void noAnswerShowsAToken() {
        String token = running.virtualService()
                .toString()
                .replaceAll("(?s).*search-ranking;r2;1;v2;catalog-v2;([A-Za-z0-9_-]{22}).*", "$1");
        assertThat(token).hasSize(22);
        for (String path : new String[] {"", "/history", "/revisions/2"}) {
            assertThat(api().get("/api/v1/experiments/search-ranking" + path).text())
                    .doesNotContain(token);
        }
        assertThat(api().post("/api/v1/experiments/search-ranking/plan", "{}").text())
                .doesNotContain(token);
        Api.Answer asJson =
                api().post("/api/v1/experiments/search-ranking/plan?diff=JSON", "{\"rules\": \"30% to v2\"}");
        assertThat(asJson.text()).doesNotContain(token);
        // Either side of the diff, read by itself, is the object as it is or would be.
        for (String left : new String[] {"REMOVED", "ADDED"}) {
            String text = asJson.body()
                    .at("/diff/lines")
                    .valueStream()
                    .filter(line -> !line.path("change").asString().equals(left))
                    .map(line -> line.path("text").asString())
                    .collect(Collectors.joining("\n"));
            assertThat(JsonMapper.shared().readTree(text).at("/spec/http").findValuesAsString("name"))
                    .contains("meshtrial/search-ranking/r" + (left.equals("REMOVED") ? 3 : 2) + "/1.0");
        }
        assertThat(api().post("/api/v1/experiments/search-ranking/plan?diff=xml", "{}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Order(7)
    void aRestartTakesTheRunningExperimentUpAgain() {
        running.restart();
        JsonNode status = api().get("/api/v1/experiments/search-ranking").body().path("status");
        assertThat(status.path("state").asString()).isEqualTo("RUNNING");
        assertThat(status.path("observedRevision").asInt()).isEqualTo(2);
    }

    @Test
    @Order(8)
    void rollbackLeavesTheObjectAsItWas() {
        Api.Answer back = api().post("/api/v1/experiments/search-ranking/rollback", "{\"reason\":\"enough\"}");
        assertThat(back.status()).as(back.text()).isEqualTo(202);
        await().until(() -> running.virtualService()
                .path("spec")
                .equals(DemoObjects.virtualService().path("spec")));
        assertThat(api().get("/api/v1/experiments/search-ranking")
                        .body()
                        .at("/status/state")
                        .asString())
                .isEqualTo("ROLLED_BACK");
        assertThat(Api.texts(
                        api().get("/api/v1/experiments/search-ranking/history")
                                .body()
                                .path("items"),
                        "action"))
                .containsExactly("rollback", "rules", "start", "create");
    }

    private static void awaitPublished(int revision) {
        await().until(() -> api().get("/api/v1/experiments/search-ranking")
                        .body()
                        .at("/status/observedRevision")
                        .asInt()
                == revision);
    }
}
