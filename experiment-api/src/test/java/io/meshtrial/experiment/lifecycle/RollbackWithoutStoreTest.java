package io.meshtrial.experiment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.experiment.rest.StoreOutage;
import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.DemoObjects;
import io.meshtrial.experiment.support.RunningApi;
import io.meshtrial.experiment.support.StoppableStore;
import io.meshtrial.experiment.support.Warnings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Fault 12 and 14: neither Kafka nor analytics nor Kiali nor Prometheus is there, and then the database goes too. */
class RollbackWithoutStoreTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static StoppableStore store;
    private static RunningApi running;

    @BeforeAll
    static void start() throws Exception {
        store = StoppableStore.start();
        running = RunningApi.start(
                store.setting(), "meshtrial.analytics.url=http://127.0.0.1:1", "meshtrial.rollout.tick=200ms");
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
        store.close();
    }

    private static void begin(String id) {
        running.api()
                .post("/api/v1/experiments", "{\"id\": \"" + id + "\", \"rules\": \"10% to v2\", \"rollout\": {}}");
        assertThat(running.api()
                        .post("/api/v1/experiments/" + id + "/start", "{}")
                        .status())
                .isEqualTo(202);
        await().until(() -> status(id).path("observedRevision").asInt() == 1);
    }

    private static JsonNode status(String id) {
        return running.api().get("/api/v1/experiments/" + id).body().path("status");
    }

    private static boolean baseAlone() {
        return running.virtualService()
                .path("spec")
                .equals(DemoObjects.virtualService().path("spec"));
    }

    private static String mark() {
        return running.virtualService()
                .at("/metadata/annotations/meshtrial.io~1rolled-back")
                .asText();
    }

    @Test
    void withTheStoreThereItTakesNoMoreThanTheStore() {
        begin("ordinary");
        long asked = System.nanoTime();
        Api.Answer back = running.api().post("/api/v1/experiments/ordinary/rollback", "{}");
        assertThat(back.status()).as(back.text()).isEqualTo(202);
        await().until(RollbackWithoutStoreTest::baseAlone);
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(LIMIT);
        assertThat(mark()).isEmpty();
        assertThat(running.api()
                        .post("/api/v1/experiments/ordinary/rollback", "{}")
                        .status())
                .as("a move that is not legal is refused")
                .isEqualTo(409);
    }

    @Test
    void withTheDatabaseDownTheRoutesGoAndTheStoreAdoptsItLater() throws Exception {
        begin("urgent");
        store.stop();
        assertThat(running.api().get("/api/v1/experiments/urgent").status()).isEqualTo(503);

        long asked = System.nanoTime();
        Api.Answer back = running.api()
                .post("/api/v1/experiments/urgent/rollback", "{\"reason\": \"it burns\"}", "Idempotency-Key", "once");
        Duration taken = Duration.ofNanos(System.nanoTime() - asked);
        assertThat(back.status()).as(back.text()).isEqualTo(202);
        assertThat(back.body().at("/objects/0").asString()).isEqualTo("VirtualService demo/catalog");
        assertThat(baseAlone()).isTrue();
        assertThat(taken).isLessThan(LIMIT);
        assertThat(mark()).isEqualTo("{\"urgent\":1}");

        store.startAgain();
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> status("urgent").path("state").asString().equals("ROLLED_BACK"));
        await().until(() -> mark().isEmpty());
        assertThat(baseAlone()).isTrue();
        JsonNode entry =
                running.api().get("/api/v1/experiments/urgent/history").body().at("/items/0");
        assertThat(entry.path("action").asString()).isEqualTo("rollback");
        assertThat(entry.path("actor").asString()).isEqualTo("local");
        assertThat(entry.path("reason").asString()).contains("it burns", "while the store was away");
    }

    @Test
    void aProcessThatHasJustStartedTakesARenamedRouteOutTooWithTheDatabaseDown() throws Exception {
        begin("renamed");
        running.restart();
        store.stop();
        ObjectNode object = running.virtualService().deepCopy();
        assertThat(object.at("/spec/http/0/name").asText()).startsWith("meshtrial/renamed/");
        ((ObjectNode) object.at("/spec/http/0")).put("name", "mine-now");
        running.replaceVirtualService(object);

        long asked = System.nanoTime();
        Api.Answer back = running.api().post("/api/v1/experiments/renamed/rollback", "{}");
        assertThat(back.status()).as(back.text()).isEqualTo(202);
        assertThat(baseAlone()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(LIMIT);
        adopted("renamed");
    }

    @Test
    void aPromotionThatRewroteBaseRoutesIsTakenBackWholeWithTheDatabaseDown() throws Exception {
        ObjectNode allowing = running.virtualService().deepCopy();
        allowing.withObject("/metadata").withObject("/annotations").put("meshtrial.io/allow-base-rewrite", "true");
        running.replaceVirtualService(allowing);
        begin("handed");
        assertThat(running.api()
                        .post("/api/v1/experiments/handed/promote", "{\"rewriteBase\": true}")
                        .status())
                .isEqualTo(202);
        await().until(() -> status("handed").path("observedRevision").asInt() == 2);
        assertThat(running.virtualService()
                        .at("/spec/http")
                        .valueStream()
                        .filter(route -> !route.path("name").asText().startsWith("meshtrial/"))
                        .map(Object::toString))
                .as("base routes, handed to the winner")
                .isNotEmpty()
                .noneMatch(route -> route.contains("catalog-v1"));
        running.restart();
        store.stop();

        long asked = System.nanoTime();
        Api.Answer back = running.api().post("/api/v1/experiments/handed/rollback", "{}");
        assertThat(back.status()).as(back.text()).isEqualTo(202);
        assertThat(baseAlone()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(LIMIT);
        adopted("handed");
    }

    private static void adopted(String id) throws Exception {
        store.startAgain();
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> status(id).path("state").asString().equals("ROLLED_BACK"));
        await().until(() -> mark().isEmpty());
        assertThat(baseAlone()).isTrue();
    }

    @Test
    void anOutageIsOneLineInTheLogHoweverManyRunIntoIt() throws Exception {
        await().until(() -> !running.context().getBean(StoreOutage.class).lasts());
        begin("quiet");
        List<Integer> statuses = new CopyOnWriteArrayList<>();
        try (Warnings warnings = Warnings.listen()) {
            store.stop();
            // Each waits a second for a connection; the rollout's loop, which looks every 200 ms, does so beside them.
            try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 20; i++) {
                    String key = "quiet-" + i;
                    callers.execute(() -> statuses.add(
                            running.api().get("/api/v1/experiments/quiet").status()));
                    callers.execute(() -> statuses.add(running.api()
                            .post("/api/v1/experiments/quiet/pause", "{}", "Idempotency-Key", key)
                            .status()));
                }
            }
            assertThat(statuses).hasSize(40).containsOnly(503);
            store.startAgain();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> running.api().get("/api/v1/experiments/quiet").status() == 200);
            assertThat(warnings.texts()).doesNotHaveDuplicates().noneMatch(text -> text.contains("select "));
            assertThat(warnings.texts().stream().filter(text -> text.contains("store")))
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .startsWith("the store does not answer: ");
        }
        running.api().post("/api/v1/experiments/quiet/stop", "{}");
        await().until(RollbackWithoutStoreTest::baseAlone);
    }

    @Test
    void aMarkThatSomebodyElseLeftIsAdoptedBeforeAnythingIsPublishedAgain() {
        begin("switched-off");
        ObjectNode object = DemoObjects.virtualService().deepCopy();
        ((ObjectNode) object.path("metadata"))
                .put(
                        "resourceVersion",
                        running.virtualService().at("/metadata/resourceVersion").asText())
                .putObject("annotations")
                .put("meshtrial.io/rolled-back", "{\"switched-off\":1}");
        running.replaceVirtualService(object);
        await().until(() -> status("switched-off").path("state").asString().equals("ROLLED_BACK"));
        await().until(() -> mark().isEmpty());
        assertThat(baseAlone()).isTrue();
        assertThat(Api.texts(
                        running.api()
                                .get("/api/v1/experiments/switched-off/history")
                                .body()
                                .path("items"),
                        "action"))
                .as("it was never taken for drift and put back")
                .containsExactly("rollback", "start", "create");
    }
}
