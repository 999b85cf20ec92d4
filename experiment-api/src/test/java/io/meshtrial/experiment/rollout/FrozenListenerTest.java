package io.meshtrial.experiment.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshtrial.experiment.support.DemoObjects;
import io.meshtrial.experiment.support.HeldEdge;
import io.meshtrial.experiment.support.RunningApi;
import io.meshtrial.experiment.support.ScriptedAnalytics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A gateway whose listener is frozen takes nothing that the API accepts: the split that is published is not the one that is
 * served, and a verdict on it, however good, is about another one.
 */
class FrozenListenerTest {

    private static HeldEdge gateway;
    private static ScriptedAnalytics analytics;
    private static RunningApi running;
    private String id = "";

    @BeforeAll
    static void start() throws Exception {
        gateway = HeldEdge.start();
        analytics = ScriptedAnalytics.start();
        running = RunningApi.start(
                "meshtrial.analytics.url=" + analytics.url(),
                "meshtrial.rollout.tick=100ms",
                "meshtrial.gateway.urls=" + gateway.url(),
                "meshtrial.gateway.patience=300ms",
                "meshtrial.gateway.ask-again=100ms");
        gateway.follow(running.kubernetes());
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
        analytics.close();
        gateway.close();
    }

    @BeforeEach
    void theListenerIsFrozen() {
        gateway.hold();
    }

    @AfterEach
    void leaveNoRoutes() {
        gateway.release();
        running.api().post("/api/v1/experiments/" + id + "/stop", "{}");
        await().until(() -> running.virtualService()
                .path("spec")
                .equals(DemoObjects.virtualService().path("spec")));
    }

    private void begin(String name) {
        id = name;
        running.api()
                .post(
                        "/api/v1/experiments",
                        "{\"id\": \"" + name + "\", \"rules\": \"10% to v2\","
                                + " \"rollout\": {\"minimumStep\": \"PT0S\", \"steps\": [10, 25]}}");
        assertThat(running.api()
                        .post("/api/v1/experiments/" + name + "/start", "{}")
                        .status())
                .isEqualTo(202);
    }

    private JsonNode status() {
        return running.api().get("/api/v1/experiments/" + id).body().path("status");
    }

    private String held() {
        return status().at("/rollout/heldBecause/code").asString("");
    }

    private void awaitUnserved() {
        await().until(() -> status().path("observedRevision").asInt() == 1
                && held().equals("not-in-effect")
                && status().at("/rollout/heldBecause/message").asString("").contains("does not serve it"));
    }

    private JsonNode confirmed() {
        return status().path("conditions")
                .valueStream()
                .filter(condition -> condition.path("type").asString().equals("Confirmed"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSplitThatIsNotServedIsHeldUntilTheGatewayAnswersWhichItIsAskedForAgain() {
        analytics.passes("frozen");
        begin("frozen");
        awaitUnserved();
        assertThat(status().at("/publication/state").asString()).isEqualTo("SUCCEEDED");
        assertThat(confirmed().path("status").asString()).isEqualTo("False");
        assertThat(status().at("/rollout/since").isNull())
                .as("no time of the step has passed yet")
                .isTrue();
        assertThat(status().path("revision").asInt()).isEqualTo(1);

        analytics.saysNothing("frozen");
        gateway.release();
        await().until(() -> held().equals("no-verdict"));
        assertThat(confirmed().path("status").asString()).isEqualTo("True");
        assertThat(confirmed().path("reason").asString()).isEqualTo("AnsweredLate");
        assertThat(status().at("/publication/timeToEffectMillis").isNull())
                .as("nobody knows when between two questions it came into effect")
                .isTrue();
        assertThat(running.virtualService().at("/spec/http").toString())
                .as("the probe is gone again")
                .doesNotContain("x-meshtrial-probe");
        assertThat(status().path("revision").asInt()).isEqualTo(1);

        analytics.passes("frozen");
        await().until(() -> held().equals("last-step"));
        assertThat(status().at("/rules/text").asString()).isEqualTo("25% to v2");
    }

    @Test
    void harmRollsBackWhatIsNotConfirmed() {
        begin("frozen-harm");
        awaitUnserved();
        analytics.says("frozen-harm", "HARM", "");
        await().until(() -> status().path("state").asString().equals("ROLLED_BACK"));
    }
}
