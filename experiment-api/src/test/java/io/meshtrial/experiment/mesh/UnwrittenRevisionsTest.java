package io.meshtrial.experiment.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.RunningApi;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * ROUTING: a step of a ramp moves as few users as can be, and arms that grow or stay keep all. A step is what the mesh went
 * through: expectations follow by hand from the revisions that stood in it. What is asked is the live table.
 */
class UnwrittenRevisionsTest {

    private static RunningApi running;

    @BeforeAll
    static void start() throws Exception {
        running = RunningApi.start();
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    /** 10 % stands; 5 % and 10 % again are stored before anything is written: the mesh never left 10 %. */
    @Test
    void aRevisionThatWasOvertakenBeforeItWasWrittenMovesNobody() {
        running("overtaken");
        meanwhile("overtaken", () -> {
            rules("overtaken", 5);
            rules("overtaken", 10);
        });
        assertThat(routeOfHolder("overtaken", "v2")).contains("/r3/").endsWith(".hold-v2");
        assertThat(routeOfHolder("overtaken", "v1")).contains("/r3/").endsWith(".hold-v1");
        assertThat(running.context().getBean(ExperimentStore.class).revisionsThatMayHaveStood("overtaken"))
                .extracting(revision -> revision.number())
                .containsExactly(1, 3);
        ended("overtaken");
    }

    /** The answer to a write may be lost, and the process with it: then 5 % may have stood, and half of v2 gave up its draw. */
    @Test
    void aRevisionWhoseWriteWasBegunMayHaveStood() {
        running("in-doubt");
        meanwhile("in-doubt", () -> {
            rules("in-doubt", 5);
            running.context().getBean(ExperimentStore.class).willStand("in-doubt", 2);
            rules("in-doubt", 10);
        });
        assertThat(routeOfHolder("in-doubt", "v2")).contains("/r3/").endsWith(".redraw-v2-r1");
        ended("in-doubt");
    }

    @Test
    void aRevisionThatWasWrittenIsAStep() {
        running("stepped");
        rules("stepped", 5);
        await().until(() -> observed("stepped") == 2);
        rules("stepped", 10);
        await().until(() -> observed("stepped") == 3);
        assertThat(routeOfHolder("stepped", "v2")).contains("/r3/").endsWith(".redraw-v2-r1");
        ended("stepped");
    }

    /** Nobody holds a draw of a draft. */
    @Test
    void editsOfADraftAreNoSteps() {
        created("drafted");
        rules("drafted", 5);
        rules("drafted", 20);
        running.api().post("/api/v1/experiments/drafted/start", "{}");
        await().until(() -> observed("drafted") == 3);
        assertThat(running.virtualService().toString())
                .contains("meshtrial/drafted/r3/1.0.draw")
                .doesNotContain("redraw");
        ended("drafted");
    }

    private static void created(String id) {
        Api.Answer created = running.api()
                .post("/api/v1/experiments", "{\"id\": \"" + id + "\", \"rules\": \"" + text(id, 10) + "\"}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
    }

    private static void running(String id) {
        created(id);
        running.api().post("/api/v1/experiments/" + id + "/start", "{}");
        await().until(() -> observed(id) == 1);
    }

    private static void rules(String id, int percent) {
        Api.Answer changed = running.api()
                .send("PUT", "/api/v1/experiments/" + id + "/rules", text(id, percent), "text/plain", "If-Match", "*");
        assertThat(changed.status()).as(changed.text()).isIn(200, 202);
    }

    /** Each experiment has a path of its own, so that several may stand side by side. */
    private static String text(String id, int percent) {
        return "users of path is /" + id + ": " + percent + "% to v2";
    }

    /** Does something while the experiment's publications wait, then lets them go on to what is newest. */
    private static void meanwhile(String id, Runnable changes) {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        MeshPublisher publisher = running.context().getBean(MeshPublisher.class);
        await().until(() -> publisher.between(id, () -> {
            begun.countDown();
            done.await();
        }));
        try {
            begun.await();
            changes.run();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            done.countDown();
        }
        await().until(() -> observed(id) == 3);
    }

    private static String routeOfHolder(String id, String arm) {
        Api.Answer explained = running.api().post("/api/v1/experiments/" + id + "/explain", """
                {"path": "/%1$s", "headers": {"cookie": "mt-%1$s=%2$s.r1.o0.00aa-11"}}""".formatted(id, arm));
        assertThat(explained.status()).as(explained.text()).isEqualTo(200);
        return explained.body().at("/decidedBy/route").asString();
    }

    private static void ended(String id) {
        running.api().post("/api/v1/experiments/" + id + "/stop", "{}");
        await().until(() -> observed(id) == revision(id));
    }

    private static int observed(String id) {
        return running.api()
                .get("/api/v1/experiments/" + id)
                .body()
                .at("/status/observedRevision")
                .asInt();
    }

    private static int revision(String id) {
        return running.api()
                .get("/api/v1/experiments/" + id)
                .body()
                .at("/status/revision")
                .asInt();
    }
}
