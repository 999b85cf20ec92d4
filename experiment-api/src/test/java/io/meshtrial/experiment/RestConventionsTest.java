package io.meshtrial.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.RunningApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RestConventionsTest {

    private static final String LIST = "/api/v1/experiments";
    private static final String VIEWER = "a-viewer-of-this-test";
    private static RunningApi running;

    @BeforeAll
    static void start() throws Exception {
        running = RunningApi.start(
                "meshtrial.tokens[0].name=vera",
                "meshtrial.tokens[0].token=" + VIEWER,
                "meshtrial.tokens[0].roles[0]=VIEWER");
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    private static Api api() {
        return running.api();
    }

    private static String draft(String id) {
        return "{\"id\":\"" + id + "\",\"rules\":\"10% to v2\"}";
    }

    @Test
    void withoutAKnownTokenNobodyComesIn() {
        assertThat(running.as("").get(LIST).status()).isEqualTo(401);
        Api.Answer wrong = running.as("not-the-token").get(LIST);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.body().path("type").asString()).isEqualTo("urn:meshtrial:problem:unauthenticated");
        assertThat(wrong.header("www-authenticate")).startsWith("Bearer");
    }

    @Test
    void aViewerReadsAndIsToldWhichRightIsMissingToWrite() {
        assertThat(running.as(VIEWER).get(LIST).status()).isEqualTo(200);
        Api.Answer refused = running.as(VIEWER).post(LIST, draft("by-a-viewer"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().path("detail").asString())
                .isEqualTo("Needed: role editor in namespace demo. You have: viewer in *.");
    }

    /** Without rules the first step makes them, and this one makes none. */
    @Test
    void aStepThatIsNoShareIsRefusedAtItsPlace() {
        Api.Answer refused = api().post(LIST, "{\"id\":\"steep\",\"rollout\":{\"steps\":[-4.6e16, 250]}}");
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.text()).contains("/rollout/steps/0", "/rollout/steps/1");
    }

    @Test
    void rulesThatCannotBeReadSayWhereAndWhatWasExpected() {
        Api.Answer refused =
                api().post(LIST, "{\"id\":\"bad\",\"rules\":\"10% to v2\\nuser-agnet matches \\\"x\\\" to v1\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("type").asString()).isEqualTo("urn:meshtrial:problem:rules-rejected");
        assertThat(refused.body().at("/errors/0/pointer").asString()).isEqualTo("/rules");
        assertThat(refused.body().at("/errors/0/line").asInt()).isEqualTo(2);
        assertThat(refused.body().at("/errors/0/column").asInt()).isEqualTo(1);
        assertThat(refused.body().at("/errors/0/expected").asString()).isNotEmpty();
        assertThat(refused.body().at("/errors/0/hint").asString()).isNotEmpty();
    }

    @Test
    void jsonThatCannotBeReadSaysWhere() {
        assertThat(api().post(LIST, "{\"id\":").status()).isEqualTo(400);
        Api.Answer unknown = api().post(LIST, "{\"id\":\"x\",\"rulez\":\"10% to v2\"}");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.body().at("/errors/0/pointer").asString()).isEqualTo("/rulez");
        assertThat(unknown.body().path("traceId").asString()).isEqualTo(unknown.header("x-trace-id"));
    }

    @Test
    void aChangeNeedsTheETagThatWasLastReadOrAStar() {
        String path = LIST + "/tagged";
        String etag = api().post(LIST, draft("tagged")).header("etag");
        assertThat(patch(path, "{\"question\":\"?\"}").status()).isEqualTo(428);
        Api.Answer changed = patch(path, "{\"question\":\"Is it?\"}", "If-Match", etag);
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.body().at("/spec/question").asString()).isEqualTo("Is it?");
        assertThat(patch(path, "{\"question\":\"!\"}", "If-Match", etag).status())
                .isEqualTo(412);
        assertThat(patch(path, "{\"question\":\"!\"}", "If-Match", "*").status())
                .isEqualTo(200);
        assertThat(api().send("DELETE", path, null, null, "If-Match", "*").status())
                .isEqualTo(204);
        assertThat(api().get(path).status()).isEqualTo(404);
        assertThat(api().post(LIST, draft("tagged")).body().path("type").asString())
                .isEqualTo("urn:meshtrial:problem:already-exists");
    }

    private static Api.Answer patch(String path, String body, String... headers) {
        return api().send("PATCH", path, body, "application/merge-patch+json", headers);
    }

    @Test
    void aDryRunAnswersAndKeepsNothing() {
        assertThat(api().post(LIST + "?dryRun=All", draft("dry")).status()).isEqualTo(200);
        assertThat(api().get(LIST + "/dry").status()).isEqualTo(404);
        assertThat(api().post(LIST + "?dryRun=Some", draft("dry")).status()).isEqualTo(400);
    }

    @Test
    void pagesFollowOneAnotherWithoutGapOrRepeat() {
        for (int i = 0; i < 5; i++) {
            assertThat(api().post(LIST, draft("page-" + i)).status()).isEqualTo(201);
        }
        Api.Answer first = api().get(LIST + "?q=page-&limit=3");
        Api.Answer second = api().get(LIST + "?q=page-&limit=3&cursor="
                + first.body().path("nextCursor").asString());
        assertThat(Api.texts(first.body().path("items"), "id")).containsExactly("page-0", "page-1", "page-2");
        assertThat(Api.texts(second.body().path("items"), "id")).containsExactly("page-3", "page-4");
        assertThat(second.body().path("nextCursor").isNull()).isTrue();
        assertThat(api().get(LIST + "?limit=0").status()).isEqualTo(400);
        assertThat(api().get(LIST + "?cursor=%25").status()).isEqualTo(400);
        assertThat(api().get(LIST + "?state=asleep").status()).isEqualTo(400);
    }

    @Test
    void anIllegalMoveSaysWhatIsLegal() {
        api().post(LIST, draft("moves"));
        Api.Answer refused = api().post(LIST + "/moves/pause", "{}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("detail").asString())
                .isEqualTo("It is DRAFT; it cannot pause. Legal now: start.");
    }

    @Test
    void aCurlWithoutContentTypeIsUnderstood() {
        Api.Answer made = api().send("POST", LIST, draft("by-curl"), "application/x-www-form-urlencoded");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        Api.Answer changed = api().send(
                        "PUT",
                        LIST + "/by-curl/rules",
                        "20% to v2",
                        "application/x-www-form-urlencoded",
                        "If-Match",
                        "*");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.body().at("/spec/rules").asString()).isEqualTo("20% to v2");
    }

    @Test
    void aBodyOfMoreThanAMebibyteIsRefused() {
        assertThat(api().post(LIST, "{\"id\":\"" + "x".repeat(1 << 20) + "\"}").status())
                .isEqualTo(413);
    }

    @Test
    void healthNamesTheCauseAndNeedsNoToken() {
        Api.Answer health = running.as("").get("/actuator/health");
        assertThat(health.body().at("/components/kubernetes/status").asString()).isEqualTo("UP");
    }
}
