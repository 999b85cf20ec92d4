package io.meshtrial.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.DemoObjects;
import io.meshtrial.experiment.support.RunningApi;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Random legal and illegal calls against a model of the states; the table is that of issue 6, part 4. */
class StateMachineTest {

    private static final long SEED = 20261122;
    private static final int CALLS = Boolean.getBoolean("meshtrial.proof") ? 5_000 : 150;

    private static final Map<String, Map<String, String>> LEGAL = Map.of(
            "DRAFT", Map.of("start", "RUNNING"),
            "RUNNING", Map.of("pause", "PAUSED", "promote", "PROMOTED", "rollback", "ROLLED_BACK", "stop", "STOPPED"),
            "PAUSED", Map.of("resume", "RUNNING", "promote", "PROMOTED", "rollback", "ROLLED_BACK", "stop", "STOPPED"),
            "PROMOTED", Map.of("rollback", "ROLLED_BACK", "stop", "STOPPED"),
            "ROLLED_BACK", Map.of(),
            "STOPPED", Map.of());

    private static final List<String> MOVES = List.of("start", "pause", "resume", "promote", "rollback", "stop");

    private static RunningApi running;

    @BeforeAll
    static void start() throws Exception {
        running = RunningApi.start();
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    private final Random random = new Random(SEED);
    private String path = "";
    private String state = "";
    private int experiments;

    private static Api api() {
        return running.api();
    }

    @Test
    void noSequenceOfCallsReachesAnIllegalState() {
        fresh();
        for (int call = 0; call < CALLS; call++) {
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3, 4 -> move(MOVES.get(random.nextInt(MOVES.size())));
                case 5 -> moveWithAStaleTag();
                case 6 -> dryRun(MOVES.get(random.nextInt(MOVES.size())));
                case 7 -> newRules();
                case 8 -> newQuestion();
                default -> delete();
            }
            if (!path.isEmpty()) {
                var status = api().get(path).body().path("status");
                assertThat(status.path("state").asString())
                        .as("after call %s", call)
                        .isEqualTo(state);
                assertThat(status.path("moves")
                                .valueStream()
                                .map(m -> m.asString())
                                .toList())
                        .containsExactlyInAnyOrderElementsOf(legal().keySet());
            }
            if (legal().isEmpty()) {
                fresh();
            }
        }
        if (legal().containsKey("stop")) {
            move("stop");
        }
        await().until(() -> running.virtualService()
                .path("spec")
                .equals(DemoObjects.virtualService().path("spec")));
    }

    private Map<String, String> legal() {
        return LEGAL.getOrDefault(state, Map.of());
    }

    private void fresh() {
        String id = "walk-" + ++experiments;
        Api.Answer made = api().post("/api/v1/experiments", "{\"id\":\"" + id + "\",\"rules\":\"10% to v2\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        path = "/api/v1/experiments/" + id;
        state = "DRAFT";
    }

    private void move(String move) {
        Api.Answer answer = api().post(path + "/" + move, "{\"reason\":\"a step of a random walk\"}");
        String next = legal().get(move);
        if (next == null) {
            assertThat(answer.status())
                    .as("%s from %s: %s", move, state, answer.text())
                    .isEqualTo(409);
            assertThat(answer.body().path("type").asString()).isEqualTo("urn:meshtrial:problem:illegal-move");
        } else {
            assertThat(answer.status())
                    .as("%s from %s: %s", move, state, answer.text())
                    .isIn(200, 202);
            state = next;
        }
    }

    private void moveWithAStaleTag() {
        Api.Answer answer = api().post(path + "/stop", "{}", "If-Match", "\"99999\"");
        assertThat(answer.status()).isEqualTo(412);
    }

    private void dryRun(String move) {
        Api.Answer answer = api().post(path + "/" + move + "?dryRun=All", "{}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(legal().containsKey(move) ? 200 : 409);
    }

    private void newRules() {
        boolean changeable = state.equals("DRAFT") || state.equals("RUNNING") || state.equals("PAUSED");
        int percent = 1 + random.nextInt(98);
        Api.Answer answer = api().send("PUT", path + "/rules", percent + "% to v2", "text/plain", "If-Match", "*");
        assertThat(answer.status())
                .as("%s: %s", state, answer.text())
                .isIn(changeable ? List.of(200, 202) : List.of(409));
    }

    private void newQuestion() {
        Api.Answer answer = api().send(
                        "PATCH",
                        path,
                        "{\"question\":\"number " + random.nextInt() + "?\"}",
                        "application/merge-patch+json",
                        "If-Match",
                        "*");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private void delete() {
        boolean atRest = state.equals("DRAFT") || legal().isEmpty();
        Api.Answer answer = api().send("DELETE", path, null, null, "If-Match", "*");
        assertThat(answer.status()).as("%s: %s", state, answer.text()).isEqualTo(atRest ? 204 : 409);
        if (atRest) {
            assertThat(api().get(path).status()).isEqualTo(404);
            fresh();
        }
    }
}
