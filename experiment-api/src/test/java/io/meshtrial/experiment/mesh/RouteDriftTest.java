package io.meshtrial.experiment.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.experiment.definition.Experiment;
import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.support.RunningApi;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RouteDriftTest {

    /** Fault 10: the figure. */
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(5);

    private static RunningApi running;

    @BeforeAll
    static void anExperimentRuns() throws Exception {
        running = RunningApi.start();
        running.api().post("/api/v1/experiments", "{\"id\":\"drifting\",\"rules\":\"10% to v2\"}");
        running.api().post("/api/v1/experiments/drifting/start", "{}");
        await().until(() -> status().path("observedRevision").asInt() == 1);
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    private static JsonNode status() {
        return running.api().get("/api/v1/experiments/drifting").body().path("status");
    }

    @Test
    void aForeignEditIsShownWithItsAuthorMergedAroundAndAcceptedByName() {
        ObjectNode edited = running.virtualService().deepCopy();
        ArrayNode http = (ArrayNode) edited.at("/spec/http");
        ((ObjectNode) http.get(http.size() - 1)).put("timeout", "7s");
        running.replaceVirtualService(edited);

        await().atMost(SEEN_WITHIN)
                .until(() -> status().path("drift").isObject()
                        && !status().path("accepted").asBoolean());
        assertThat(status().at("/drift/fieldManager").asString()).isEqualTo("another-client");
        assertThat(status().at("/drift/diff").asString()).contains("+").contains("7s");
        await().until(() -> running.virtualService()
                .at("/spec/http")
                .valueStream()
                .filter(route -> route.path("name").asText().startsWith("meshtrial/"))
                .anyMatch(route -> route.path("timeout").asText().equals("7s")));
        assertThat(running.virtualService()
                        .at("/spec/http/" + (http.size() - 1) + "/timeout")
                        .asText())
                .isEqualTo("7s");

        var accepted = running.api().post("/api/v1/experiments/drifting/accept", "{\"reason\":\"it is right\"}");
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(200);
        assertThat(status().path("accepted").asBoolean()).isTrue();
        assertThat(status().path("drift").isNull()).isTrue();
        Experiment experiment = running.context()
                .getBean(ExperimentStore.class)
                .find("drifting")
                .orElseThrow()
                .experiment();
        assertThat(experiment.disputes()).singleElement().satisfies(dispute -> {
            assertThat(dispute.until()).isNotNull().isAfterOrEqualTo(dispute.from());
            assertThat(dispute.from()).isAfterOrEqualTo(experiment.createdAt().truncatedTo(ChronoUnit.SECONDS));
        });
    }
}
