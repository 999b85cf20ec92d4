package io.meshtrial.experiment.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.DemoObjects;
import io.meshtrial.experiment.support.RunningApi;
import io.meshtrial.experiment.support.ScriptedAnalytics;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The loop on the real application; only the verdicts are scripted. */
class RolloutLoopTest {

    private static final String AT_ONCE = "{\"minimumStep\": \"PT0S\"}";

    private static ScriptedAnalytics analytics;
    private static RunningApi running;
    private String id = "";

    @BeforeAll
    static void start() throws Exception {
        analytics = ScriptedAnalytics.start();
        running = RunningApi.start("meshtrial.analytics.url=" + analytics.url(), "meshtrial.rollout.tick=100ms");
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
        analytics.close();
    }

    @AfterEach
    void leaveNoRoutes() {
        running.api().post("/api/v1/experiments/" + id + "/stop", "{}");
        await().until(() -> running.virtualService()
                .path("spec")
                .equals(DemoObjects.virtualService().path("spec")));
    }

    private void begin(String name, String rules, String policy) {
        id = name;
        Api.Answer created = running.api()
                .post(
                        "/api/v1/experiments",
                        "{\"id\": \"" + name + "\", \"rules\": \"" + rules + "\", \"rollout\": " + policy + "}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(running.api()
                        .post("/api/v1/experiments/" + name + "/start", "{}")
                        .status())
                .isEqualTo(202);
    }

    private JsonNode status() {
        return running.api().get("/api/v1/experiments/" + id).body().path("status");
    }

    private int rollouts(String state) {
        return running.api()
                .get("/actuator/metrics/meshtrial.rollout.state?tag=state:" + state)
                .body()
                .at("/measurements/0/value")
                .asInt(-1);
    }

    private void awaitHeld(String code) {
        await().until(() ->
                status().at("/rollout/heldBecause/code").asString("").equals(code));
    }

    private List<String> rulesOverTime() {
        int last = status().path("revision").asInt();
        return java.util.stream.IntStream.rangeClosed(1, last)
                .mapToObj(n -> running.api()
                        .get("/api/v1/experiments/" + id + "/revisions/" + n)
                        .body()
                        .at("/rules/text")
                        .asString())
                .toList();
    }

    @Test
    void passingVerdictsLeadThroughEveryStepToPromotion() {
        begin("all-the-way", "users: 1% to v2", AT_ONCE);
        awaitHeld("no-verdict");
        await().until(() -> rollouts("held") == 1);
        analytics.passes(id);
        await().until(() -> status().path("state").asString().equals("PROMOTED"));
        await().until(() -> rollouts("held") == 0 && rollouts("standing") == 0 && rollouts("publishing") == 0);
        assertThat(rulesOverTime())
                .containsExactly(
                        "users: 1% to v2", "users: 5% to v2", "users: 25% to v2", "users: 50% to v2", "100% to v2");
        JsonNode history = running.api()
                .get("/api/v1/experiments/" + id + "/history")
                .body()
                .path("items");
        assertThat(Api.texts(history, "action"))
                .containsExactly("promote", "rules", "rules", "rules", "start", "create");
        assertThat(Api.texts(history, "actor")).startsWith("meshtrial", "meshtrial");
        assertThat(history.get(1).path("reason").asString()).contains("25 % to 50 %", "All below.");
    }

    /** Kiali is not set up here: what nobody looks at is no pass, where this experiment's policy asks for it by name. */
    @Test
    void aWitnessThatThePolicyNamesIsWaitedFor() {
        begin("asks-kiali", "users: 1% to v2", "{\"minimumStep\": \"PT0S\", \"witnessRows\": [\"kiali-share\"]}");
        analytics.passes(id);
        awaitHeld("witnesses-unknown");
        assertThat(status().path("revision").asInt()).isEqualTo(1);
        assertThat(running.api()
                        .get("/api/v1/experiments/" + id)
                        .body()
                        .at("/spec/rollout/witnessRows/0")
                        .asString())
                .isEqualTo("kiali-share");
    }

    @Test
    void rulesThatAreLeftOutBeginAtTheFirstStep() {
        id = "first-step";
        JsonNode created = running.api()
                .post("/api/v1/experiments", "{\"id\": \"first-step\", \"rollout\": {}}")
                .body();
        assertThat(created.at("/spec/rules").asString()).isEqualTo("1% to v2");
        assertThat(Api.texts(created.at("/status/derived"), "pointer")).contains("/rules");
    }

    @Test
    void harmRollsBackByItself() {
        begin("harmful", "10% to v2", "{}");
        analytics.says(id, "HARM", "");
        await().until(() -> status().path("state").asString().equals("ROLLED_BACK"));
        assertThat(running.api()
                        .get("/api/v1/experiments/" + id + "/history")
                        .body()
                        .at("/items/0/reason")
                        .asString())
                .contains("harm is shown");
    }

    @Test
    void aSilentTreatmentIsHeldAndThenRolledBack() {
        begin("crashing", "10% to v2", "{\"minimumStep\": \"PT0S\", \"silentGrace\": \"PT1S\"}");
        analytics.says(id, "CANNOT_JUDGE", "ARM_SILENT");
        awaitHeld("treatment-silent");
        await().until(() -> status().path("state").asString().equals("ROLLED_BACK"));
    }

    @Test
    void aPauseHoldsAndResumeGoesOn() {
        begin("paused", "10% to v2", "{\"minimumStep\": \"PT0S\", \"steps\": [10, 25]}");
        running.api().post("/api/v1/experiments/paused/pause", "{}");
        analytics.passes(id);
        awaitHeld("paused");
        assertThat(status().path("revision").asInt()).isEqualTo(1);
        running.api().post("/api/v1/experiments/paused/resume", "{}");
        awaitHeld("last-step");
        assertThat(status().at("/rules/text").asString()).isEqualTo("25% to v2");
    }

    @Test
    void aPersonMayMoveItAndItGoesOnFromThere() {
        begin("by-hand", "1% to v2", "{\"minimumStep\": \"PT0S\", \"steps\": [1, 5, 25, 50]}");
        running.api().send("PUT", "/api/v1/experiments/by-hand/rules", "25% to v2", "text/plain", "If-Match", "*");
        analytics.passes(id);
        awaitHeld("last-step");
        assertThat(rulesOverTime()).containsExactly("1% to v2", "25% to v2", "50% to v2");
    }

    @Test
    void aRestartKeepsTheStepAndItsTime() {
        begin("restarted", "10% to v2", "{\"minimumStep\": \"PT1H\"}");
        analytics.passes(id);
        awaitHeld("minimum-step");
        String since = status().at("/rollout/since").asString();
        analytics.saysNothing(id);
        running.restart();
        awaitHeld("no-verdict");
        assertThat(status().at("/rollout/since").asString()).isEqualTo(since);
        assertThat(status().at("/rollout/step").asDouble()).isEqualTo(10);
        assertThat(status().at("/rollout/nextStep").asDouble()).isEqualTo(25);
    }

    @Test
    void rulesThatCannotBeMovedAreRefusedWithAPolicy() {
        id = "no-ramp";
        Api.Answer refused = running.api()
                .post("/api/v1/experiments", "{\"id\": \"no-ramp\", \"rules\": \"Chrome to v2\", \"rollout\": {}}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().at("/errors/0/pointer").asString()).isEqualTo("/rollout");
        Api.Answer broken = running.api()
                .post(
                        "/api/v1/experiments",
                        "{\"id\": \"no-ramp\", \"rules\": \"1% to v2\", \"rollout\": {\"steps\": null}}");
        assertThat(broken.status()).as(broken.text()).isEqualTo(422);
    }
}
