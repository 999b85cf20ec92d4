package io.meshtrial.experiment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
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
        assertThat(running.api().get("/api/v1/orphans").body().isEmpty()).isTrue();
        await().until(() -> running.virtualService()
                .path("spec")
                .equals(DemoObjects.virtualService().path("spec")));
    }

    private static void begin(String id, String first, String second) {
        running.api().post("/api/v1/experiments", "{\"id\": \"" + id + "\", \"rules\": \"" + first + "\"}");
        running.api().post("/api/v1/experiments/" + id + "/start", "{}");
        await().until(() -> observed(id) == 1);
        running.api().send("PUT", "/api/v1/experiments/" + id + "/rules", second, "text/plain", "If-Match", "*");
        await().until(() -> observed(id) == 2);
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
