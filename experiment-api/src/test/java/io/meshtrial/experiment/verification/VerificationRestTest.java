package io.meshtrial.experiment.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.RunningApi;
import io.meshtrial.experiment.verification.check.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VerificationRestTest {

    private static final String PATH = "/api/v1/experiments/watched/verifications";
    private static RunningApi running;

    @BeforeAll
    static void anExperimentRuns() throws Exception {
        running = RunningApi.start();
        running.api().post("/api/v1/experiments", "{\"id\":\"watched\",\"rules\":\"10% to v2\"}");
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    private static JsonNode row(JsonNode view, String name) {
        return view.path("rows")
                .valueStream()
                .filter(row -> row.path("row").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode view() {
        return running.api().get(PATH).body();
    }

    private static String verdict(String row) {
        return row(view(), row).path("verdict").asString();
    }

    /** Oracle: the rows themselves. */
    @Test
    @Order(1)
    void everyRowMayBeNamedByARolloutAndNothingElse() {
        for (Row row : Row.values()) {
            Api.Answer taken = defined(row.id());
            assertThat(taken.status()).as(taken.text()).isEqualTo(200);
        }
        Api.Answer refused = defined("kiali-sahre");
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.text()).contains("/rollout/witnessRows/0", "is one of live-routes, ");
    }

    private static Api.Answer defined(String row) {
        return running.api()
                .post(
                        "/api/v1/experiments?dryRun=All",
                        "{\"id\":\"asks\",\"rules\":\"10% to v2\",\"rollout\":{\"witnessRows\":[\"" + row + "\"]}}");
    }

    @Test
    @Order(1)
    void aDraftHasNothingToVerifyAndSaysSo() {
        Api.Answer answer = running.api().post(PATH, null);
        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        assertThat(answer.body().path("type").asString()).endsWith("illegal-move");
        assertThat(view().at("/summary/sentence").asString()).isEqualTo("Nothing is checked yet");
        assertThat(row(view(), "live-routes").path("reason").asString()).isEqualTo("NOT_CHECKED");
    }

    @Test
    @Order(2)
    void aPublishedRevisionIsLookedAtWithoutBeingAsked() {
        running.api().post("/api/v1/experiments/watched/start", "{}");
        await().until(() -> verdict("live-routes").equals("AGREES"));
        assertThat(view().at("/runs/0/trigger").asString()).isEqualTo("WATCH");
    }

    @Test
    @Order(3)
    void checkingAgainAnswersWithEveryRowAndTheMembersOfTheExample() throws Exception {
        Api.Answer answer = running.api().post(PATH, null);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.body().path("running").asBoolean()).isFalse();
        assertThat(row(answer.body(), "live-routes").at("/evidence/facts/0/of").asString())
                .isEqualTo(row(answer.body(), "live-routes")
                        .at("/evidence/facts/0/value")
                        .asString());
        assertThat(row(answer.body(), "foreign-edit").path("verdict").asString())
                .isEqualTo("AGREES");
        JsonNode kiali = row(answer.body(), "kiali-share");
        assertThat(kiali.path("verdict").asString()).isEqualTo("UNKNOWN");
        assertThat(kiali.path("configured").asBoolean()).isFalse();
        assertThat(kiali.path("sentence").asString()).contains("meshtrial.kiali.url");

        JsonNode example = JsonMapper.builder()
                .build()
                .readTree(Files.readString(Path.of("../docs/reference/verification-example.json")));
        assertThat(new TreeSet<>(answer.body().propertyNames())).isEqualTo(new TreeSet<>(example.propertyNames()));
        assertThat(new TreeSet<>(kiali.propertyNames()))
                .isEqualTo(new TreeSet<>(example.at("/rows/0").propertyNames()));
        assertThat(new TreeSet<>(answer.body().at("/runs/0").propertyNames()))
                .isEqualTo(new TreeSet<>(example.at("/runs/0").propertyNames()));
    }

    @Test
    @Order(4)
    void oneRowIsCheckedAloneAndTheOthersStayAsTheyWere() {
        String before = row(view(), "foreign-edit").path("checkedAt").asString();
        JsonNode after = running.api().post(PATH + "?row=live-routes", null).body();
        assertThat(row(after, "foreign-edit").path("checkedAt").asString()).isEqualTo(before);
        assertThat(row(after, "live-routes").path("checkedAt").asString()).isGreaterThan(before);
        assertThat(after.at("/runs/0/trigger").asString()).isEqualTo("REQUEST");
        long run = after.at("/runs/0/run").asLong();
        JsonNode kept = running.api().get(PATH + "/" + run).body();
        assertThat(row(kept, "live-routes")).isEqualTo(row(after, "live-routes"));
    }

    @Test
    @Order(5)
    void aRowThatDoesNotExistIsRefusedByName() {
        Api.Answer answer = running.api().post(PATH + "?row=weather", null);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("detail").asString()).contains("weather", "live-routes");
        assertThat(running.api().get(PATH + "/999999").status()).isEqualTo(404);
    }

    @Test
    @Order(6)
    void aForeignEditIsSeenWithoutBeingAskedAndComesFirst() {
        ObjectNode edited = running.virtualService().deepCopy();
        ArrayNode http = (ArrayNode) edited.at("/spec/http");
        ((ObjectNode) http.get(http.size() - 1)).put("timeout", "7s");
        running.replaceVirtualService(edited);
        // Until the edit is merged around, the owned routes are others than published too.
        JsonNode view = Objects.requireNonNull(await().until(
                        VerificationRestTest::view,
                        seen -> row(seen, "foreign-edit")
                                        .path("verdict")
                                        .asString()
                                        .equals("DIFFERS")
                                && seen.at("/summary/differs").asInt() == 1));
        JsonNode first = view.path("rows").get(0);
        assertThat(first.path("row").asString()).isEqualTo("foreign-edit");
        assertThat(first.path("sentence").asString()).contains("another-client");
        assertThat(first.at("/evidence/diff").asString()).contains("7s");
    }

    @Test
    @Order(7)
    void historyIsPagedNewestFirst() {
        JsonNode page = running.api().get(PATH + "?limit=1").body();
        assertThat(page.path("runs").size()).isEqualTo(1);
        JsonNode next = running.api()
                .get(PATH + "?limit=1&cursor=" + page.path("nextCursor").asString())
                .body();
        assertThat(next.at("/runs/0/run").asLong())
                .isLessThan(page.at("/runs/0/run").asLong());
    }
}
