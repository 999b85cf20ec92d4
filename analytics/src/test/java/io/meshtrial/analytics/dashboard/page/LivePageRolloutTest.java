package io.meshtrial.analytics.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the live page says about the experiment itself: its rollout, its publication, edits of others, its scope. */
class LivePageRolloutTest {

    private static final PageServer SERVER = Stage.SERVER;
    private static final Chromium BROWSER = Stage.BROWSER;
    private static final String BASE = "/api/v1/experiments/search-ranking";

    private final Page page = BROWSER.page(1440, ColorScheme.LIGHT);
    private final Scenario api = SERVER.play(Scenario.running());

    @AfterEach
    void nothingBrokeThePolicyOrThrew() {
        assertThat(BROWSER.complaints()).isEmpty();
    }

    private Locator open() {
        page.navigate(SERVER.address() + "/experiments/search-ranking");
        assertThat(page.locator("mt-live h1").first()).isVisible();
        return page.locator("mt-live");
    }

    private ObjectNode status() {
        return (ObjectNode) api.experiment.path("status");
    }

    @Test
    void aRolloutSaysItsStepSinceWhenWhatComesNextAndWhyItIsHeld() {
        ObjectNode rollout = (ObjectNode) status().path("rollout");
        rollout.put("step", 5).put("nextStep", 25);
        rollout.put("since", Instant.now().minusSeconds(240).toString());
        rollout.put("nextStepAt", Instant.now().plusSeconds(360).toString());

        Locator ladder = open().locator("#rollout");

        assertThat(ladder.locator("li[aria-current=step]")).containsText("5\u202f%");
        assertThat(ladder.locator("li.done")).hasCount(1);
        assertThat(ladder).containsText("At 5\u202f% for 4 min.");
        assertThat(ladder).containsText(Pattern.compile("Next 25\u202f%, not before \\d\\d:\\d\\d"));
        assertThat(ladder.locator(".held")).containsText("Analytics gives no verdict now.");
    }

    @Test
    void theWitnessesThatThePolicyNamesAreSaid() {
        ObjectNode policy = (ObjectNode) api.experiment.at("/spec/rollout");
        policy.put("witnesses", false)
                .putArray("witnessRows")
                .add("kiali-share")
                .add("live-routes");

        assertThat(open().locator("#rollout-witnesses")).hasText("Each step waits for: kiali-share, live-routes.");
    }

    @Test
    void whatHappensBetweenTheFirstReadingAndTheStreamIsNotLost() {
        api.beforeStreamOpens(() -> status().put("state", "PAUSED"));

        assertThat(open().locator(".legend")).containsText("Paused");
    }

    @Test
    void aPublicationIsFollowedUntilTheGatewayServesItAndAFailedOneStays() {
        ObjectNode publication = (ObjectNode) status().path("publication");
        publication.put("state", "RUNNING").put("point", "ROUTES_WRITTEN").put("revision", 2);
        assertThat(open().locator("#publication")).containsText("Publishing r2: routes written.");

        publication.put("state", "FAILED").put("message", "The API server refused the patch.");
        assertThat(open().locator("#publication")).containsText("The mesh did not take r2. The API server refused");

        publication.put("state", "SUCCEEDED");
        assertThat(open().locator("#publication")).hasCount(0);
    }

    @Test
    void contestedRoutesNameTheOtherAndArePutBackOnRequest() {
        status().set("drift", Examples.json("""
                {'object': 'VirtualService demo/catalog', 'fieldManager': 'argocd', 'seenAt': '2026-11-22T10:00:00Z',
                 'baseChanged': false, 'ownedChanged': true, 'diff': '- weight: 90', 'hash': 'aa'}"""));
        ((tools.jackson.databind.node.ArrayNode) status().path("conditions")).add(Examples.json("""
                {'type': 'Contested', 'status': 'True', 'reason': 'Reverted', 'message': 'argocd reverted the routes 3 times.', 'since': '2026-11-22T10:00:00Z'}"""));
        api.on("POST", BASE + "/accept", 200, api.experiment);

        Locator drift = open().locator("#drift");
        assertThat(drift).containsText("Contested: argocd reverted the routes 3 times.");
        drift.getByText("Put our routes back").click();
        page.keyboard().type("argocd is told");
        page.waitForResponse("**/accept", () -> page.keyboard().press("Enter"));

        assertThat(api.asked()).anySatisfy(asked -> {
            assertThat(asked.path()).isEqualTo(BASE + "/accept");
            assertThat(asked.body()).contains("\"hash\":\"aa\"", "argocd is told");
        });
    }

    @Test
    void aRefusedMoveSaysWhyAndChangesNothing() {
        api.on("POST", BASE + "/pause", 409, Examples.json("""
                {'type': 'urn:meshtrial:problem:illegal-move', 'title': 'Not now', 'status': 409, 'detail': 'It was paused by someone else.'}"""));
        open().locator(".head").getByText("Pause").click();
        page.keyboard().press("Enter");

        assertThat(page.locator(".strip[role=alert]")).containsText("Not now. It was paused by someone else.");
    }

    @Test
    void theNumbersSayWhatTheyCompareAndHowMuchTheyLeaveOut() {
        ((ObjectNode) api.results.at("/health/exposures"))
                .put("outsideComparison", 5842)
                .put("targeted", 842);

        Locator scope = open().locator("#scope");

        assertThat(scope).containsText("Compared: the effect on requests drawn at random at each revision");
        assertThat(scope)
                .containsText(
                        "Outside the comparison: 6\u202f684 of 584\u202f186 requests (1.1\u202f%), 842 of them sent by rule.");
        assertThat(scope).containsText("Events come from the services themselves.");
    }

    @Test
    void whileNothingCanBeJudgedItSaysHowLongThatTakes() {
        ((ObjectNode) api.results.path("verdict")).put("word", "INSUFFICIENT_DATA");

        assertThat(open()).containsText("shows in about 3.7 h (534 000 requests)");
    }

    @Test
    void onlyAChangeOfTheVerdictIsAnnounced() throws IOException {
        Locator live = open();
        Awaitility.await().until(() -> api.openStreams() >= 2);
        ((ObjectNode) api.results.at("/health/exposures")).put("units", 600_000);
        api.push();

        assertThat(live.locator("#health")).containsText("600\u202f000");
        assertThat(live.locator("[aria-live], [role=status], [role=log], output"))
                .hasCount(1);
        assertThat(live.locator("[aria-live]")).hasText("");
    }

    @Test
    void timesToEffectThatAreNotKeptAreADashAndNeverZero() {
        ObjectNode publication = (ObjectNode) status().path("publication");
        publication.put("revision", 3).put("timeToEffectMillis", 640);

        Locator rows = open().locator("#share .share-pair tbody tr");

        assertThat(rows.first().locator("td").last()).hasText("0.6 s");
        JsonNode older = api.results.at("/share/revisions/1/number");
        assertThat(rows.nth(1)).containsText("r" + older.asInt());
        assertThat(rows.nth(1).locator("td").last()).hasText(Pattern.compile("–\\s*not kept"));
    }
}
