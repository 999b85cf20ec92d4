package io.meshtrial.experiment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.DemoObjects;
import io.meshtrial.experiment.support.RunningApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A store is lost while experiments run. */
class OrphanTest {

    private static RunningApi running;

    @BeforeAll
    static void start() throws Exception {
        running = RunningApi.start();
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    @AfterEach
    void nothingIsLeft() {
        // What a test that failed has left is in no other's way.
        running.api()
                .get("/api/v1/experiments?state=RUNNING")
                .body()
                .path("items")
                .forEach(left -> running.api()
                        .post("/api/v1/experiments/" + left.path("id").asString() + "/rollback", "{}"));
        assertThat(running.api().get("/api/v1/orphans").body().isEmpty()).isTrue();
        await().until(() -> running.virtualService()
                .path("spec")
                .equals(DemoObjects.virtualService().path("spec")));
    }

    private static void begin(String id, String first, String second) {
        running.api().post("/api/v1/experiments", "{\"id\": \"" + id + "\", \"rules\": \"" + first + "\"}");
        running.api().post("/api/v1/experiments/" + id + "/start", "{}");
        await().until(() -> observed(id) == 1);
        rules(id, second, 2);
    }

    private static int observed(String id) {
        return running.api()
                .get("/api/v1/experiments/" + id)
                .body()
                .at("/status/observedRevision")
                .asInt();
    }

    private static String version() {
        return running.virtualService().at("/metadata/resourceVersion").asText();
    }

    @Test
    void anExperimentForEveryoneIsReadOffItsRoutesAndNothingInTheMeshChanges() throws Exception {
        begin("lost", "10% to v2", "25% to v2");
        running.loseStore();
        String before = version();
        JsonNode orphan = running.api().get("/api/v1/orphans").body().get(0);
        assertThat(orphan.path("experiment").asString()).isEqualTo("lost");
        assertThat(orphan.path("revision").asInt()).isEqualTo(2);
        assertThat(orphan.path("variants").toString()).isEqualTo("[\"v1\",\"v2\"]");

        Api.Answer adopted = running.api().post("/api/v1/orphans/lost/adopt", null);
        assertThat(adopted.status()).as(adopted.text()).isEqualTo(201);
        assertThat(adopted.body().at("/status/state").asString()).isEqualTo("RUNNING");
        assertThat(adopted.body().at("/status/rules/text").asString()).isEqualTo("25% to v2");
        assertThat(observed("lost")).isEqualTo(2);
        assertThat(version()).isEqualTo(before);

        running.api().send("PUT", "/api/v1/experiments/lost/rules", "50% to v2", "text/plain", "If-Match", "*");
        await().until(() -> observed("lost") == 3);
        running.api().post("/api/v1/experiments/lost/rollback", "{}");
        await().until(() -> observed("lost") == 4);
    }

    @Test
    void rulesWithAConditionAreAskedForAndHeldAgainstTheRoutes() throws Exception {
        begin("asked", "10% of method is GET to v2", "20% of method is GET to v2");
        running.loseStore();
        Api.Answer unknown = running.api().post("/api/v1/orphans/asked/adopt", null);
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.body().at("/errors/0/pointer").asString()).isEqualTo("/rules");
        assertThat(running.api()
                        .post("/api/v1/orphans/asked/adopt", "{\"rules\": \"30% of method is GET to v2\"}")
                        .status())
                .isEqualTo(422);
        Api.Answer adopted =
                running.api().post("/api/v1/orphans/asked/adopt", "{\"rules\": \"20% of method is GET to v2\"}");
        assertThat(adopted.status()).as(adopted.text()).isEqualTo(201);
        running.api().post("/api/v1/experiments/asked/stop", "{}");
        await().until(() -> observed("asked") == 3);
    }

    /** Else its users would be drawn anew by the next revision. */
    @Test
    void aStickyExperimentIsAdoptedWithItsCookie() throws Exception {
        running.api().post("/api/v1/experiments", """
                {"id": "sticky", "rules": "users: 10% to v2", "cookie": {"name": "arm%1", "lifetime": "P3D",
                 "path": "/", "sameSite": "STRICT", "secure": false, "httpOnly": false}}""");
        running.api().post("/api/v1/experiments/sticky/start", "{}");
        await().until(() -> observed("sticky") == 1);
        running.loseStore();

        Api.Answer adopted = running.api().post("/api/v1/orphans/sticky/adopt", "{\"rules\": \"users: 10% to v2\"}");
        assertThat(adopted.status()).as(adopted.text()).isEqualTo(201);
        assertThat(adopted.body().at("/spec/cookie/name").asString()).isEqualTo("arm%1");
        assertThat(adopted.body().at("/spec/cookie/lifetime").asString()).isEqualTo("PT72H");

        running.api()
                .send("PUT", "/api/v1/experiments/sticky/rules", "users: 25% to v2", "text/plain", "If-Match", "*");
        await().until(() -> observed("sticky") == 2);
        assertThat(running.virtualService().toString())
                .contains("/r2/1.0.redraw-v1-r1")
                .contains("arm%%1=v2.r2.o1.");
        running.api().post("/api/v1/experiments/sticky/stop", "{}");
        await().until(() -> observed("sticky") == 3);
    }

    /** Shares by hand: to 25 % a ninetieth part of v1 for each of 15 goes, to 15 % four tenths of v2, to 40 % 25 of 85 of v1. */
    @Test
    void aStickyExperimentThatWasRampedIsAdoptedWithAllItsDraws() throws Exception {
        begin("ramped", "users: 10% to v2", "users: 25% to v2");
        rules("ramped", "users: 15% to v2", 3);
        running.loseStore();
        String before = version();
        Api.Answer adopted = running.api().post("/api/v1/orphans/ramped/adopt", null);
        assertThat(adopted.status()).as(adopted.text()).isEqualTo(201);
        assertThat(adopted.body().at("/status/rules/text").asString()).isEqualTo("users: 15% to v2");
        assertThat(version()).isEqualTo(before);
        assertThat(running.api().get("/api/v1/experiments/ramped/revisions/1").text())
                .contains("users: 90% to v1, 10% to v2");
        assertThat(running.api().get("/api/v1/experiments/ramped/revisions/2").text())
                .contains("users: 75% to v1, 25% to v2");

        rules("ramped", "users: 40% to v2", 4);
        assertThat(treatedOf("ramped", "v1.r1")).isCloseTo(0.1 + 0.9 * 25 / 85, within(1e-4));
        assertThat(treatedOf("ramped", "v2.r1")).isCloseTo(0.6 + 0.4 * 25 / 85, within(1e-4));
        assertThat(treatedOf("ramped", "v2.r2")).isCloseTo(0.6 + 0.4 * 25 / 85, within(1e-4));
        assertThat(treatedOf("ramped", "v1.r3")).isCloseTo(25.0 / 85, within(1e-4));
        assertThat(treatedOf("ramped", "v2.r3")).isEqualTo(1);
        end("ramped", 5);
    }

    /** The first of three rules for users is gone, and with it the cookie that has the name itself. */
    @Test
    void cookiesAreToldApartWithoutTheFirst() throws Exception {
        begin(
                "several",
                "users of method GET: 10% to v2\\nusers of method POST: 20% to v2\\nusers of method PUT: 30% to v2",
                "users of method POST: 20% to v2\nusers of method PUT: 30% to v2");
        rules("several", "users of method POST: 20% to v2\nusers of method PUT: 35% to v2", 3);
        String text = "users of method POST: 20% to v2\\nusers of method PUT: 35% to v2";
        running.loseStore();
        Api.Answer adopted = running.api().post("/api/v1/orphans/several/adopt", "{\"rules\": \"" + text + "\"}");
        assertThat(adopted.status()).as(adopted.text()).isEqualTo(201);
        assertThat(adopted.body().at("/status/targets/0/cookie").asInt()).isEqualTo(2);
        assertThat(adopted.body().at("/status/targets/1/cookie").asInt()).isEqualTo(3);
        // A rule that is new gets neither a cookie of theirs nor that of a rule that nobody remembers.
        rules("several", text.replace("\\n", "\n") + "\nusers of method DELETE: 5% to v2", 4);
        assertThat(running.api()
                        .get("/api/v1/experiments/several")
                        .body()
                        .at("/status/targets/2/cookie")
                        .asInt())
                .isGreaterThan(1_500);
        end("several", 5);
    }

    /** On the first base route only the second rule has a route, so the order of routes is not that of the rules. */
    @Test
    void numbersAreReadBesideTheRoutesThatTheRulesWouldHave() throws Exception {
        String first = "header x-a is \"1\" and user-agent is \"curl\" to v1";
        begin("order", "5% of method GET to v2", "5% of method GET to v2\n20% of method POST to v2");
        rules("order", first + "\n20% of method POST to v2\n5% of method GET to v2", 3);
        running.loseStore();
        Api.Answer adopted = running.api()
                .post(
                        "/api/v1/orphans/order/adopt",
                        "{\"rules\": \"" + first.replace("\"", "\\\"")
                                + "\\n20% of method POST to v2\\n5% of method GET to v2\"}");
        assertThat(adopted.status()).as(adopted.text()).isEqualTo(201);
        assertThat(adopted.body().at("/status/targets/0/rule").asString()).isEqualTo("3");
        assertThat(adopted.body().at("/status/targets/1/rule").asString()).isEqualTo("2");
        assertThat(adopted.body().at("/status/targets/2/rule").asString()).isEqualTo("1");
        end("order", 4);
    }

    @Test
    void anOrphanThatWasAskedBeforeAnotherIsAskedBeforeItAgain() throws Exception {
        running.api().post("/api/v1/experiments", "{\"id\": \"wide\", \"rules\": \"50% to v2\"}");
        running.api().post("/api/v1/experiments/wide/start", "{}");
        await().until(() -> observed("wide") == 1);
        running.api()
                .post(
                        "/api/v1/experiments",
                        "{\"id\": \"narrow\", \"rules\": \"10% of method GET to v2\", \"priority\": 7}");
        running.api().post("/api/v1/experiments/narrow/start", "{}");
        await().until(() -> observed("narrow") == 1);
        running.loseStore();
        String before = version();
        String rules = "\"rules\": \"10% of method GET to v2\"";
        Api.Answer early = running.api().post("/api/v1/orphans/narrow/adopt", "{" + rules + "}");
        assertThat(early.status()).isEqualTo(422);
        assertThat(early.body().at("/errors/0/hint").asString()).endsWith("stand behind: wide");
        assertThat(running.api().post("/api/v1/orphans/wide/adopt", null).status())
                .isEqualTo(201);
        assertThat(running.api()
                        .post("/api/v1/orphans/narrow/adopt", "{" + rules + ", \"priority\": -7}")
                        .status())
                .isEqualTo(422);
        Api.Answer adopted = running.api().post("/api/v1/orphans/narrow/adopt", "{" + rules + "}");
        assertThat(adopted.status()).as(adopted.text()).isEqualTo(201);
        assertThat(adopted.body().at("/spec/priority").asInt()).isPositive();
        assertThat(version()).isEqualTo(before);
        end("narrow", 2);
        end("wide", 2);
    }

    private static void rules(String id, String text, int revision) {
        Api.Answer answer = running.api()
                .send(
                        "PUT",
                        "/api/v1/experiments/" + id + "/rules?ack=users-drawn-anew",
                        text,
                        "text/plain",
                        "If-Match",
                        "*");
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        await().until(() -> observed(id) == revision);
    }

    private static void end(String id, int revision) {
        running.api().post("/api/v1/experiments/" + id + "/stop", "{}");
        await().until(() -> observed(id) == revision);
    }

    /** The share of the treatment among those who hold a draw. */
    private static double treatedOf(String id, String draw) {
        JsonNode shares = running.api()
                .post("/api/v1/experiments/" + id + "/explain", """
                        {"path": "/", "headers": {"cookie": "mt-%s=%s.o0.00aa-11"}}""".formatted(id, draw))
                .body()
                .path("shares");
        return shares.valueStream()
                        .filter(share -> share.path("variant").asString().equals("v2"))
                        .mapToInt(share -> share.path("parts").asInt())
                        .sum()
                / 10_000.0;
    }

    @Test
    void anOrphanIsRemovedOnRequest() throws Exception {
        begin("unwanted", "users: 10% to v2", "users: 25% to v2");
        running.loseStore();
        assertThat(running.api()
                        .send("DELETE", "/api/v1/orphans/unwanted", null, null)
                        .status())
                .isEqualTo(204);
        assertThat(running.virtualService().path("metadata").has("annotations")
                        && running.virtualService().at("/metadata/annotations").has("meshtrial.io/rolled-back"))
                .isFalse();
        assertThat(running.api().post("/api/v1/orphans/unwanted/adopt", null).status())
                .isEqualTo(404);
    }
}
