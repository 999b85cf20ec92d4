package io.meshtrial.experiment.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.DemoObjects;
import io.meshtrial.experiment.support.RunningApi;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Fault 10, and a GitOps tool that reverts the routes again and again. */
class ContestTest {

    private static final Duration SEEN_WITHIN = Duration.ofSeconds(5);

    @Test
    void theThirdRemovalWithinTenMinutesEndsTheWritingAndSaysWho() throws Exception {
        try (RunningApi running = RunningApi.start()) {
            running.api().post("/api/v1/experiments", "{\"id\": \"contested\", \"rules\": \"10% to v2\"}");
            running.api().post("/api/v1/experiments/contested/start", "{}");
            await().until(() ->
                    stands(running) && status(running).path("observedRevision").asInt() == 1);
            for (int removal = 1; removal <= 2; removal++) {
                settled(running);
                long removed = System.nanoTime();
                revert(running);
                await().until(() -> stands(running));
                assertThat(Duration.ofNanos(System.nanoTime() - removed)).isLessThan(SEEN_WITHIN);
            }
            settled(running);
            revert(running);
            await().until(() -> contested(running).equals("True"));
            assertThat(condition(running).path("message").asString()).contains("another-client");
            String version =
                    running.virtualService().at("/metadata/resourceVersion").asText();
            Api.Answer drift = running.api().get("/api/v1/experiments/contested");
            assertThat(drift.body().at("/status/drift/fieldManager").asString()).isEqualTo("another-client");
            assertThat(stands(running)).isFalse();
            assertThat(running.virtualService().at("/metadata/resourceVersion").asText())
                    .as("nothing is written")
                    .isEqualTo(version);

            running.api().post("/api/v1/experiments/contested/accept", "{\"reason\": \"the tool ignores us now\"}");
            await().until(() -> stands(running));
            assertThat(contested(running)).isEqualTo("False");
        }
    }

    private static void settled(RunningApi running) {
        await().until(() -> status(running).at("/publication/state").asString().equals("SUCCEEDED")
                && status(running).path("drift").isNull());
    }

    private static void revert(RunningApi running) {
        ObjectNode object = DemoObjects.virtualService().deepCopy();
        ((ObjectNode) object.path("metadata"))
                .put(
                        "resourceVersion",
                        running.virtualService().at("/metadata/resourceVersion").asText());
        running.replaceVirtualService(object);
    }

    private static boolean stands(RunningApi running) {
        return running.virtualService().at("/spec/http/0/name").asText().startsWith("meshtrial/contested/");
    }

    private static JsonNode status(RunningApi running) {
        return running.api().get("/api/v1/experiments/contested").body().path("status");
    }

    private static String contested(RunningApi running) {
        return condition(running).path("status").asString("");
    }

    private static JsonNode condition(RunningApi running) {
        return status(running)
                .path("conditions")
                .valueStream()
                .filter(condition -> condition.path("type").asString().equals("Contested"))
                .findFirst()
                .orElse(status(running).path("none"));
    }
}
