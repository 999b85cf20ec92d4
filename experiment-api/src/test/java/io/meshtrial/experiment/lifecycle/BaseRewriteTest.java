package io.meshtrial.experiment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.DemoObjects;
import io.meshtrial.experiment.support.RunningApi;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A promotion that hands the base routes to the winner, where their owner allows it. */
class BaseRewriteTest {

    private RunningApi running;

    @BeforeEach
    void anExperimentRuns() throws Exception {
        running = RunningApi.start();
        running.api().post("/api/v1/experiments", "{\"id\": \"winner\", \"rules\": \"50% to v2\"}");
        running.api().post("/api/v1/experiments/winner/start", "{}");
        await().until(() -> observed() == 1);
    }

    @AfterEach
    void stop() throws Exception {
        running.close();
    }

    private int observed() {
        return running.api()
                .get("/api/v1/experiments/winner")
                .body()
                .at("/status/observedRevision")
                .asInt();
    }

    private void allow() {
        ObjectNode object = running.virtualService().deepCopy();
        object.withObject("/metadata").withObject("/annotations").put("meshtrial.io/allow-base-rewrite", "true");
        running.replaceVirtualService(object);
    }

    /** Hosts that the routes of nobody send to, in order. */
    private List<String> baseHosts() {
        List<String> hosts = new ArrayList<>();
        for (JsonNode route : running.virtualService().at("/spec/http")) {
            if (!route.path("name").asText().startsWith("meshtrial/")) {
                route.path("route")
                        .forEach(element -> hosts.add(
                                element.path("destination").path("host").asText()));
            }
        }
        return hosts;
    }

    private Api.Answer promote() {
        return running.api().post("/api/v1/experiments/winner/promote", "{\"rewriteBase\": true}");
    }

    @Test
    void withoutTheOwnersAnnotationItIsRefusedAndNothingChanges() {
        JsonNode before = running.virtualService();
        Api.Answer refused = promote();
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().at("/errors/0/pointer").asString()).isEqualTo("/rewriteBase");
        assertThat(running.virtualService()).isEqualTo(before);
    }

    @Test
    void itIsPlannedThenDoneAndStaysWhenTheExperimentIsStopped() {
        allow();
        var plan = running.api().get("/api/v1/experiments/winner/base-plan").body();
        assertThat(plan.path("allowed").asBoolean()).isTrue();
        assertThat(plan.path("diff").toString()).contains("-", "catalog-v1", "+", "catalog-v2");
        assertThat(promote().status()).isEqualTo(202);
        await().until(() -> observed() == 2);
        assertThat(baseHosts()).containsOnly("catalog-v2").hasSize(2);
        assertThat(running.virtualService().at("/spec/http/0/name").asText()).startsWith("meshtrial/winner/r2/");
        assertThat(running.api()
                        .get("/api/v1/experiments/winner/history")
                        .body()
                        .at("/items/0/diff")
                        .asString())
                .contains("- 50% to v2", "+ 100% to v2", "catalog-v1");

        running.api().post("/api/v1/experiments/winner/stop", "{}");
        await().until(() ->
                observed() == 3 && !running.virtualService().toString().contains("\"meshtrial/"));
        assertThat(baseHosts()).containsOnly("catalog-v2");
    }

    @Test
    void aRollbackGivesTheBaseRoutesBack() {
        allow();
        promote();
        await().until(() -> observed() == 2);
        running.api().post("/api/v1/experiments/winner/rollback", "{}");
        await().until(() -> running.virtualService()
                .path("spec")
                .equals(DemoObjects.virtualService().path("spec")));
    }
}
