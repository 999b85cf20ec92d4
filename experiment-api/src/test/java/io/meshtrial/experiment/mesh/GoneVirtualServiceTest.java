package io.meshtrial.experiment.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.DemoObjects;
import io.meshtrial.experiment.support.RunningApi;
import io.meshtrial.experiment.support.ScriptedAnalytics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Somebody deletes the VirtualService under an experiment that runs: the strongest of all foreign edits. */
class GoneVirtualServiceTest {

    private static final String PATH = "/api/v1/experiments/orphaned";

    private ScriptedAnalytics analytics;
    private RunningApi running;

    @BeforeEach
    void anExperimentRuns() throws Exception {
        analytics = ScriptedAnalytics.start();
        running = RunningApi.start("meshtrial.analytics.url=" + analytics.url(), "meshtrial.rollout.tick=200ms");
        running.api()
                .post(
                        "/api/v1/experiments",
                        "{\"id\":\"orphaned\",\"rules\":\"10% to v2\",\"rollout\":{\"minimumStep\":\"PT0S\",\"steps\":[10,25]}}");
        running.api().post(PATH + "/start", "{}");
        await().until(() -> status().path("observedRevision").asInt() == 1 && inSync().equals("True"));
    }

    @AfterEach
    void stop() throws Exception {
        running.close();
        analytics.close();
    }

    private JsonNode status() {
        return running.api().get(PATH).body().path("status");
    }

    private String inSync() {
        return status().path("conditions")
                .valueStream()
                .filter(condition -> condition.path("type").asString().equals("InSync"))
                .map(condition -> condition.path("status").asString())
                .findFirst()
                .orElse("");
    }

    private void awaitShown() {
        await().until(() -> status().path("drift").isObject()
                && inSync().equals("False")
                && !status().path("accepted").asBoolean());
    }

    @Test
    void itIsShownBlocksTheVerdictAndCannotBeAcceptedUntilTheObjectIsThereAgain() {
        running.deleteVirtualService();
        awaitShown();
        assertThat(status().at("/drift/object").asString()).isEqualTo("VirtualService demo/catalog");
        assertThat(status().at("/drift/baseChanged").asBoolean()).isTrue();
        assertThat(Api.texts(status().at("/drift/owned"), "kind")).isNotEmpty().containsOnly("DELETED");
        assertThat(status().at("/drift/diff").asString()).contains("- ").contains("meshtrial/orphaned/");
        analytics.passes("orphaned");
        await().until(() ->
                status().at("/rollout/heldBecause/code").asString("").equals("foreign-edit"));
        assertThat(status().path("revision").asInt()).isEqualTo(1);
        Api.Answer refused = running.api().post(PATH + "/accept", "{\"reason\": \"never mind\"}");
        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(status().path("accepted").asBoolean()).isFalse();

        running.apply(DemoObjects.virtualService());
        await("the routes are put back")
                .until(() -> running.virtualService()
                        .at("/spec/http/0/name")
                        .asText()
                        .startsWith("meshtrial/orphaned/"));
        assertThat(status().path("accepted").asBoolean())
                .as("requests of the time between met other routes; somebody has to look")
                .isFalse();
        await().until(() -> status().at("/publication/state").asString().equals("SUCCEEDED"));
        Api.Answer accepted = running.api().post(PATH + "/accept", "{\"reason\": \"it is back\"}");
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(200);
        await().until(() -> inSync().equals("True"));
        await().until(() ->
                status().at("/rollout/heldBecause/code").asString("").equals("last-step"));
    }

    @Test
    void itIsNoticedWhenItHappenedWhileNobodyWatched() {
        running.stop();
        running.deleteVirtualService();
        running.startAgain();
        awaitShown();
        running.api().post(PATH + "/stop", "{}");
        await("stopping needs no object")
                .until(() -> status().at("/publication/state").asString().equals("SUCCEEDED")
                        && status().path("state").asString().equals("STOPPED"));
    }
}
