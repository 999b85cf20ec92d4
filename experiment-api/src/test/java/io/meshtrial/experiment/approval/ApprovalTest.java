package io.meshtrial.experiment.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.RunningApi;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A namespace whose policy asks for a second person. */
class ApprovalTest {

    private static final String EDITOR = "token-of-the-editor";
    private static final String APPROVER = "token-of-the-approver";
    private static final String BOTH = "token-of-one-with-both";

    private static RunningApi running;

    @BeforeAll
    static void start() throws Exception {
        running = RunningApi.start(
                "meshtrial.approvals.namespaces=demo",
                "meshtrial.tokens[0].name=eddie",
                "meshtrial.tokens[0].token=" + EDITOR,
                "meshtrial.tokens[0].roles=editor",
                "meshtrial.tokens[1].name=anna",
                "meshtrial.tokens[1].token=" + APPROVER,
                "meshtrial.tokens[1].roles=approver",
                "meshtrial.tokens[2].name=meshtrial",
                "meshtrial.tokens[2].token=" + BOTH,
                "meshtrial.tokens[2].roles=editor,approver,admin");
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    /** A plan is bound to the live object, which what is still being published would change under the next test. */
    @AfterEach
    void everythingIsPublished() {
        as(EDITOR)
                .get("/api/v1/experiments")
                .body()
                .path("items")
                .valueStream()
                .filter(one -> !one.at("/status/state").asString().equals("DRAFT"))
                .map(one -> "/api/v1/experiments/" + one.path("id").asString())
                .forEach(path -> await().until(() -> {
                    var status = as(EDITOR).get(path).body().path("status");
                    return status.path("observedRevision").asInt()
                            == status.path("revision").asInt();
                }));
    }

    private static Api as(String token) {
        return running.as(token);
    }

    private static String created(String id) {
        Api.Answer made = as(EDITOR)
                .post(
                        "/api/v1/experiments",
                        "{\"id\":\"" + id + "\",\"rules\":\"header x-" + id + " is \\\"1\\\" to v2\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return "/api/v1/experiments/" + id;
    }

    private static String planId(String path, String body) {
        return as(EDITOR).post(path + "/plan", body).body().path("planId").asString();
    }

    private static Api.Answer approve(String token, String path, String planId) {
        return as(token).post(path + "/approvals", "{\"planId\":\"" + planId + "\",\"reason\":\"looked at it\"}");
    }

    private static void needsApproval(Api.Answer answer, String why) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.body().path("type").asString()).isEqualTo("urn:meshtrial:problem:approval-required");
        assertThat(answer.body().path("detail").asString()).contains(why);
    }

    @Test
    void aStartWaitsForASecondPersonAndARollbackForNobody() {
        String path = created("second-person");
        needsApproval(as(EDITOR).post(path + "/start", "{}"), "Nobody has approved it");
        String plan = planId(path, "{}");
        assertThat(approve(EDITOR, path, plan).status()).isEqualTo(403);
        assertThat(approve(APPROVER, path, plan).status()).isEqualTo(201);
        assertThat(as(EDITOR).post(path + "/start?dryRun=All", "{}").status()).isEqualTo(200);
        assertThat(as(EDITOR).post(path + "/start", "{}").status()).isEqualTo(202);
        assertThat(as(EDITOR).post(path + "/rollback", "{}").status()).isEqualTo(202);
        assertThat(Api.texts(as(EDITOR).get(path + "/history").body().path("items"), "action"))
                .isEqualTo(List.of("rollback", "start", "approve", "create"));
    }

    @Test
    void nobodyApprovesTheirOwnPlanWhateverTheyAreCalled() {
        String path = created("own-plan");
        assertThat(approve(BOTH, path, planId(path, "{}")).status()).isEqualTo(201);
        needsApproval(as(BOTH).post(path + "/start", "{}"), "You approved it yourself");
    }

    @Test
    void aPlanIdFromElsewhereOrOfBeforeIsNotApproved() {
        String path = created("stolen");
        String elsewhere = planId(created("elsewhere"), "{}");
        assertThat(approve(APPROVER, path, elsewhere).status()).isEqualTo(409);
        String before = planId(path, "{}");
        put(path, "header x-stolen is \"2\" to v2");
        Api.Answer stale = approve(APPROVER, path, before);
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.body().path("type").asString()).isEqualTo("urn:meshtrial:problem:plan-stale");
    }

    @Test
    void anApprovalOfOnePlanIsNoneOfAnother() {
        String path = created("swapped");
        approve(APPROVER, path, planId(path, "{}"));
        put(path, "header x-swapped is \"2\" to v2");
        needsApproval(as(EDITOR).post(path + "/start", "{}"), "Nobody has approved it");
    }

    @Test
    void anApprovalIsUsedOnce() {
        String path = created("replayed");
        approve(APPROVER, path, planId(path, "{}"));
        assertThat(as(EDITOR).post(path + "/start", "{}").status()).isEqualTo(202);
        await().until(() ->
                as(EDITOR).get(path).body().at("/status/observedRevision").asInt() == 1);
        String rules = "header x-replayed is \\\"2\\\" to v2";
        String plan = planId(path, "{\"rules\":\"" + rules + "\"}");
        Api.Answer given =
                as(APPROVER).post(path + "/approvals", "{\"planId\":\"" + plan + "\",\"rules\":\"" + rules + "\"}");
        assertThat(given.status()).as(given.text()).isEqualTo(201);
        assertThat(put(path, "header x-replayed is \"2\" to v2").status()).isEqualTo(202);
        needsApproval(put(path, "header x-replayed is \"3\" to v2"), "Nobody has approved it");
        assertThat(as(EDITOR)
                        .get(path + "/approvals")
                        .body()
                        .path("items")
                        .valueStream()
                        .allMatch(one -> one.path("usedBy").asString().equals("eddie")))
                .isTrue();
        as(EDITOR).post(path + "/stop", "{}");
    }

    @Test
    void handingOverTheBaseRoutesIsApprovedApart() {
        JsonNode before = running.virtualService();
        var object = before.<ObjectNode>deepCopy();
        object.withObject("/metadata").withObject("/annotations").put("meshtrial.io/allow-base-rewrite", "true");
        running.replaceVirtualService(object);
        String path = created("handed-over");
        approve(APPROVER, path, planId(path, "{}"));
        assertThat(as(EDITOR).post(path + "/start", "{}").status()).isEqualTo(202);
        await().until(() ->
                as(EDITOR).get(path).body().at("/status/observedRevision").asInt() == 1);
        String whole = "{\"rules\":\"100% to v2\",\"planId\":\"" + planId(path, "{\"rules\":\"100% to v2\"}") + "\"";
        assertThat(as(APPROVER).post(path + "/approvals", whole + "}").status()).isEqualTo(201);
        needsApproval(as(EDITOR).post(path + "/promote", "{\"rewriteBase\":true}"), "Nobody has approved it");
        Api.Answer given = as(APPROVER).post(path + "/approvals", whole + ",\"rewriteBase\":true}");
        assertThat(given.status()).as(given.text()).isEqualTo(201);
        Api.Answer promoted = as(EDITOR).post(path + "/promote", "{\"rewriteBase\":true}");
        assertThat(promoted.status()).as(promoted.text()).isEqualTo(202);
        await().until(() ->
                as(EDITOR).get(path).body().at("/status/observedRevision").asInt() == 2);
        as(EDITOR).post(path + "/rollback", "{}");
        // The other tests plan on the base routes: they are as before when the rollback has reached the mesh.
        await().until(() -> running.virtualService().path("spec").equals(before.path("spec")));
    }

    private static Api.Answer put(String path, String rules) {
        return as(EDITOR).send("PUT", path + "/rules", rules, "text/plain", "If-Match", "*");
    }
}
