package io.meshtrial.experiment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.RunningApi;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Users hold draws of a sticky rule while the rules around it change. What is asked is the live table. */
class MovedRulesTest {

    private static final String ID = "moved";

    private static RunningApi running;

    @BeforeAll
    static void start() throws Exception {
        running = RunningApi.start();
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    /** Each step leaves the weights of the first sticky rule as they were. */
    @Test
    void nobodyMovesWhoseWeightsStay() {
        assertThat(running.api()
                        .post("/api/v1/experiments", "{\"id\": \"" + ID + "\", \"rules\": \"users: 40% to v2\"}")
                        .status())
                .isEqualTo(201);
        running.api().post("/api/v1/experiments/" + ID + "/start", "{}");
        await().until(() -> observed() == 1);
        assertThatAllStay(1);

        String[] steps = {
            "bots to v1\nusers: 40% to v2",
            "users of path starting with /search: 20% to v2\nbots to v1\nusers: 40% to v2",
            "bots to v1\nusers of path starting with /search: 20% to v2\nusers: 40% to v2",
            "users of path starting with /search: 20% to v2\nusers of method GET: 40% to v2",
        };
        for (int step = 0; step < steps.length; step++) {
            Api.Answer answer = running.api()
                    .send("PUT", "/api/v1/experiments/" + ID + "/rules", steps[step], "text/plain", "If-Match", "*");
            assertThat(answer.status()).as(answer.text()).isEqualTo(202);
            int revision = step + 2;
            await().until(() -> observed() == revision);
            assertThatAllStay(revision);
        }
        JsonNode targets = running.api().get("/api/v1/experiments/" + ID).body().at("/status/targets");
        assertThat(targets.at("/1/rule").asString()).isEqualTo("1");
        assertThat(targets.at("/1/drawingRevision").asInt()).isEqualTo(1);
        assertThat(targets.at("/1/cookie").asInt()).isZero();
        assertThat(targets.at("/0/drawingRevision").asInt()).isEqualTo(3);
        assertThat(targets.at("/0/cookie").asInt())
                .isEqualTo(targets.at("/0/rule").asInt());

        running.api().post("/api/v1/experiments/" + ID + "/stop", "{}");
        await().until(() -> observed() == steps.length + 2);
    }

    /** Browsers keep cookies of rules that are gone; whoever got one of those again would take their users for its own. */
    @Test
    void whatARuleForUsersHadIsNeverGivenToAnother() {
        String path = "/api/v1/experiments/freed";
        running.api()
                .post(
                        "/api/v1/experiments",
                        "{\"id\": \"freed\", \"rules\": \"users of method GET: 40% to v2\\nusers: 10% to v2\"}");
        assertThat(numbers(path)).isEqualTo("1/0 2/2");
        String[][] steps = {
            {"users: 10% to v2", "2/2"},
            {"users: 10% to v2\nusers of method POST: 5% to v2", "2/2 3/3"},
            {"users: 10% to v2", "2/2"},
            {"users of method GET: 40% to v2\nusers: 10% to v2", "4/4 2/2"},
        };
        for (String[] step : steps) {
            Api.Answer answer = running.api().send("PUT", path + "/rules", step[0], "text/plain", "If-Match", "*");
            assertThat(answer.status()).as(answer.text()).isLessThan(300);
            assertThat(numbers(path)).as(step[0]).isEqualTo(step[1]);
        }
    }

    /** The number of each rule and of its cookie. */
    private static String numbers(String path) {
        return running.api()
                .get(path)
                .body()
                .at("/status/targets")
                .valueStream()
                .map(target -> target.path("rule").asString() + "/"
                        + (target.path("cookie").isNumber()
                                ? target.path("cookie").asString()
                                : "-"))
                .collect(Collectors.joining(" "));
    }

    /** The cookies that revision 1 gave out lead to their arms, and nobody draws again. */
    private static void assertThatAllStay(int revision) {
        for (String arm : new String[] {"v1", "v2"}) {
            Api.Answer explained = running.api().post("/api/v1/experiments/" + ID + "/explain", """
                    {"path": "/", "headers": {"cookie": "theme=dark; mt-moved=%s.r1.o0.00aa-11"}}""".formatted(arm));
            assertThat(explained.body().at("/decidedBy/route").asString())
                    .as("revision " + revision + " " + explained.text())
                    .contains("/r" + revision + "/1.")
                    .endsWith(".hold-" + arm);
            assertThat(explained.body().path("shares")).hasSize(1);
            assertThat(explained.body().at("/shares/0/variant").asString()).isEqualTo(arm);
        }
    }

    private static int observed() {
        return running.api()
                .get("/api/v1/experiments/" + ID)
                .body()
                .at("/status/observedRevision")
                .asInt();
    }
}
