package io.meshtrial.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.meshtrial.acceptance.ring.Await;
import io.meshtrial.acceptance.ring.Chromium;
import io.meshtrial.acceptance.ring.Http;
import io.meshtrial.acceptance.ring.People;
import io.meshtrial.acceptance.ring.Ring;
import io.meshtrial.acceptance.ring.WithRing;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two people with a browser each, against the running programs: one makes an experiment, the other approves it. */
@ExtendWith(WithRing.class)
class ApprovalOnThePageTest {

    private static final String EXPERIMENT = "needs-two";
    private static final String OBJECTS =
            "/apis/networking.istio.io/v1/namespaces/" + People.GUARDED + "/virtualservices";

    @BeforeEach
    void aServiceWhoseChangesASecondPersonApproves(Ring ring) throws Exception {
        ring.kubernetes()
                .post(
                        "/api/v1/namespaces",
                        "{\"apiVersion\": \"v1\", \"kind\": \"Namespace\", \"metadata\": {\"name\": \"" + People.GUARDED
                                + "\"}}");
        Http.Answer made = ring.kubernetes().post(OBJECTS, """
                {"apiVersion": "networking.istio.io/v1", "kind": "VirtualService",
                 "metadata": {"name": "catalog", "namespace": "%s"},
                 "spec": {"hosts": ["shop.example"], "http": [
                   {"match": [{"headers": {"x-beta": {"exact": "yes"}}}],
                    "route": [{"destination": {"host": "catalog-v2.demo.svc.cluster.local", "port": {"number": 80}}}]},
                   {"route": [{"destination": {"host": "catalog-v1.demo.svc.cluster.local", "port": {"number": 80}}}]}]}}""".formatted(People.GUARDED));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }

    @AfterEach
    void theDemonstrationIsTheOnlyServiceAgain(Ring ring) throws Exception {
        ring.kubernetes().delete(OBJECTS + "/catalog");
        ring.kubernetes().delete("/api/v1/namespaces/" + People.GUARDED);
    }

    @Test
    void whatOnePersonMakesStartsOnceAnotherHasApprovedExactlyThatPlan(Ring ring) throws Exception {
        try (Playwright playwright = Chromium.playwright();
                Browser browser = Chromium.launch(playwright)) {
            Page editor = signedIn(browser, ring, People.EDITOR, "/new");
            editor.locator("input[name=id]").fill(EXPERIMENT);
            editor.waitForResponse(
                    "**/api/v1/plan",
                    () -> editor.locator("select[name=at]").selectOption(People.GUARDED + "/catalog"));
            acknowledgeAll(editor);
            editor.locator(".applybar .primary").click();
            assertThat(editor.locator("#approval")).containsText("Waits for approval. Plan p-");
            String plan = editor.locator("#approval code").innerText();

            Page approver =
                    signedIn(browser, ring, People.APPROVER, "/experiments/" + EXPERIMENT + "/edit?approve=" + plan);
            assertThat(approver.locator("#approval")).containsText("You are asked to approve plan " + plan);
            approver.locator(".applybar .primary").click();
            approver.locator("dialog input[name=reason]").fill("looked at it");
            approver.keyboard().press("Enter");
            assertThat(approver.locator("#approval")).containsText("Approved by " + People.APPROVER.person());

            editor.reload();
            assertThat(editor.locator("#approval")).containsText("Approved by " + People.APPROVER.person());
            acknowledgeAll(editor);
            editor.locator(".applybar .primary").click();
            Await.until(
                    "the approval is used",
                    Duration.ofSeconds(30),
                    () -> ring.rest()
                            .get("/api/v1/experiments/" + EXPERIMENT + "/approvals")
                            .text(),
                    text -> text.contains("\"usedBy\":\"" + People.EDITOR.person() + "\""));
        } finally {
            as(ring, People.EDITOR).post("/api/v1/experiments/" + EXPERIMENT + "/stop", "{\"reason\": \"done\"}");
            ring.awaitQuiet();
        }
    }

    private static Http as(Ring ring, People person) {
        return new Http(HttpClient.newHttpClient(), ring.page(), person.token());
    }

    private static Page signedIn(Browser browser, Ring ring, People person, String path) {
        Page page = browser.newContext().newPage();
        page.navigate(ring.page() + path);
        page.fill("#token", person.token());
        page.press("#token", "Enter");
        return page;
    }

    /** Warnings are consented to one by one. */
    private static void acknowledgeAll(Page page) {
        assertThat(page.locator(".applybar")).containsText("Plan p-");
        for (var box : page.locator(".finds input[type=checkbox]").all()) {
            box.check();
        }
        assertThat(page.locator(".applybar")).containsText("Ready.");
    }
}
