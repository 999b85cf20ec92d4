package io.meshtrial.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.JsonLog;
import io.meshtrial.experiment.support.RunningApi;
import io.meshtrial.experiment.support.ScriptedAnalytics;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The format that the manifests set; which request, rollout or foreign edit caused a line of a publication. */
class LogLinesTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static ScriptedAnalytics analytics;
    private static RunningApi running;

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

    private static String started(String id, String more) {
        Api.Answer created = running.api().post("/api/v1/experiments", """
                {"id": "%s", "rules": "users: 1%% to v2"%s}""".formatted(id, more));
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        Api.Answer started = running.api()
                .post(
                        "/api/v1/experiments/" + id + "/start",
                        "{}",
                        "traceparent",
                        "00-" + TRACE + "-00f067aa0ba902b7-01");
        assertThat(started.status()).as(started.text()).isEqualTo(202);
        return started.header("location").replaceAll(".*/", "");
    }

    private static JsonNode line(JsonLog log, String text) {
        await().until(() -> !log.saying(text).isEmpty());
        return log.saying(text).getFirst();
    }

    private static String trace(JsonNode line) {
        return line.path("traceId").asString("");
    }

    @AfterEach
    void leaveNoRoutes() {
        List.of("asked-for", "rolled-out", "edited")
                .forEach(id -> running.api().post("/api/v1/experiments/" + id + "/stop", "{}"));
        await().until(() -> !running.virtualService().toString().contains("\"meshtrial/"));
    }

    @Test
    void aPublicationGoesOnUnderTheTraceOfTheRequestThatAskedForItAndNamesItsOperation() {
        try (JsonLog log = JsonLog.listen(running.context().getEnvironment())) {
            String operation = started("asked-for", "");
            JsonNode published = line(log, "asked-for r1 is published");
            assertThat(trace(published)).isEqualTo(TRACE);
            assertThat(published.path("operation").asString()).isEqualTo(operation);
            assertThat(published.at("/log/level").asString()).isEqualTo("INFO");
            running.api().post("/api/v1/experiments/asked-for/stop", "{}");
            assertThat(trace(line(log, "asked-for r2 is published")))
                    .hasSize(32)
                    .isNotEqualTo(TRACE);
        }
    }

    @Test
    void aStepOfARolloutAndThePublicationThatFollowsShareATrace() {
        try (JsonLog log = JsonLog.listen(running.context().getEnvironment())) {
            started("rolled-out", ", \"rollout\": {\"minimumStep\": \"PT0S\"}");
            line(log, "rolled-out r1 is published");
            analytics.passes("rolled-out");
            JsonNode step = line(log, "rolled-out: ");
            assertThat(trace(step)).hasSize(32).isNotEqualTo(TRACE);
            assertThat(trace(line(log, "rolled-out r2 is published"))).isEqualTo(trace(step));
        }
    }

    @Test
    void aForeignEditAndTheRoutesThatArePutBackShareATrace() {
        try (JsonLog log = JsonLog.listen(running.context().getEnvironment())) {
            started("edited", "");
            line(log, "edited r1 is published");
            ObjectNode object = running.virtualService().deepCopy();
            ((ArrayNode) object.at("/spec/http")).remove(0);
            running.replaceVirtualService(object);
            JsonNode edit = line(log, "was changed by another-client");
            assertThat(trace(edit)).hasSize(32);
            await().until(() -> log.saying("edited r1 is published").size() == 2);
            assertThat(trace(log.saying("edited r1 is published").getLast())).isEqualTo(trace(edit));
        }
    }
}
