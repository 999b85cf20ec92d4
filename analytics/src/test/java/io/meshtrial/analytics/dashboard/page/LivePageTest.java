package io.meshtrial.analytics.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** Every state of the live comparison, by what it says. */
class LivePageTest {

    private static final PageServer SERVER = Stage.SERVER;
    private static final Chromium BROWSER = Stage.BROWSER;

    private Page page = BROWSER.page(1440, ColorScheme.LIGHT);
    private Scenario api = SERVER.play(Scenario.running());

    @AfterEach
    void nothingBrokeThePolicyOrThrew() {
        assertThat(BROWSER.complaints()).isEmpty();
    }

    private Locator open() {
        page.navigate(SERVER.address() + "/experiments/search-ranking");
        assertThat(page.locator("mt-live h1, mt-live .empty h2").first()).isVisible();
        return page.locator("mt-live");
    }

    @Test
    void aRunningExperimentShowsItsVerdictItsBoundsAndWhatPromotionStillNeeds() {
        Locator live = open();

        assertThat(live.locator("#verdict-word")).hasText("No harm so far");
        assertThat(live.locator(".needs li")).hasCount(6);
        assertThat(live.locator(".needs")).containsText("3 h 20 of 4 h");
        assertThat(row("guardrails", "p95 latency")).containsText("+1.2\u202f% (\u22120.7 to +3.1)");
        assertThat(row("guardrails", "Server errors")).containsText("below margin");
        assertThat(row("goals", "Results found")).containsText("+3.2 points");
        assertThat(row("goals", "First result opened")).containsText("no difference shown");
        assertThat(live.locator("#share .share-pair table")).containsText("75\u202f040");
        assertThat(live.locator("#latency [role=img]").first())
                .hasAttribute("aria-label", Pattern.compile("v1 p50 48 ms, p95 250 ms.*v2 p50 49 ms"));
        assertThat(live.locator("#segments")).containsText("None of 7 segments points the other way");
    }

    private Locator row(String panel, String metric) {
        return page.locator("#" + panel + " .metric-rows tr").filter(new Locator.FilterOptions().setHasText(metric));
    }

    @Test
    void theHistorySaysWhoDidWhatAndWhy() {
        Locator history = open().locator(".hist li");

        assertThat(history.first()).containsText("you");
        assertThat(history.first()).containsText("Started.");
        assertThat(history.first()).containsText("first try on real visitors");
        assertThat(history.nth(1)).containsText("1 added, 0 removed");
    }

    @Test
    void beforeTheFirstEventItOffersACommandThatReachesTheEdge() {
        ((ObjectNode) api.results.at("/health/exposures")).put("requests", 0).put("units", 0);
        api.results.putNull("lastEventAt");
        ((ObjectNode) api.results.at("/health/freshness")).put("state", "NO_EVENT");
        int edge = Integer.parseInt(SERVER.address().replaceAll(".*:", "")) + 2;

        assertThat(open().locator(".curl code").first()).containsText("curl -s http://127.0.0.1:" + edge + "/");
        assertThat(page.locator("mt-live")).containsText("No event yet");
        assertThat(page.locator("#share")).hasCount(0);
    }

    @Test
    void tooLittleDataIsSaidInCountsAndNeverAsAPass() {
        verdict("INSUFFICIENT_DATA", null, "612 of 8 000 users, about 2 h.");
        ((ObjectNode) api.results.path("verdict"))
                .set("progress", Examples.json("{'have': 612, 'need': 8000, 'of': 'users'}"));
        ObjectNode arm = (ObjectNode) api.results.at("/guardrails/2/arms/0");
        arm.put("state", "INSUFFICIENT").set("need", Examples.json("{'have': 18, 'need': 30, 'of': 'server errors'}"));
        arm.set("change", Examples.json("{'estimate': null, 'lower': null, 'upper': null}"));
        arm.set("degradation", Examples.json("{'estimate': null, 'lower': null, 'upper': null}"));

        Locator live = open();

        assertThat(live.locator("#verdict-word")).hasText("Not enough data");
        assertThat(live.locator(".verdict")).containsText("612 of 8\u202f000 users");
        assertThat(row("guardrails", "Server errors")).containsText("18 of 30 server errors");
        assertThat(row("guardrails", "Server errors")).containsText("no estimate yet");
    }

    @Test
    void harmThatWasRolledBackSaysSinceWhenEveryoneIsSafe() {
        verdict("HARM", null, "Server errors ×2.4 (×1.2 to ×4.7); e 1 640 ≥ alarm 400.");
        ((ObjectNode) api.experiment.path("status")).put("state", "ROLLED_BACK");
        ((ObjectNode) api.results.path("experiment"))
                .put("state", "ROLLED_BACK")
                .put("endedAt", "2026-11-22T12:03:41Z");

        Locator verdict = open().locator(".verdict");

        assertThat(verdict).containsText("Harm: rolled back");
        assertThat(verdict).containsText("All requests on v1 since 12:03:41.");
        verdict.getByText("What changed").click();
        assertThat(page.locator("#history")).isFocused();
    }

    @ParameterizedTest
    @CsvSource({
        "SAMPLE_RATIO, Compare lost events", "DRIFT, Look at the change", "ARM_SILENT, See the routes",
        "ARM_MISSING, See the routes", "STALE_STREAM, See freshness", "UNATTRIBUTED_FAILURES, See lost events",
        "CROSSOVERS, Edit rules", "NO_UNIT_ID, Edit rules", "PLAN_CHANGED, See the history",
        "READING, See freshness", "METRIC_OF_USERS, Edit rules",
    })
    void whatCannotBeJudgedNamesItsReasonHoldsItsStepAndOffersOneAction(String reason, String action) {
        verdict("CANNOT_JUDGE", reason, "Because of " + reason + ".");

        Locator verdict = open().locator(".verdict");

        assertThat(verdict.locator("#verdict-word")).hasText("Cannot judge");
        assertThat(verdict.locator(".why")).hasText("Because of " + reason + ".");
        assertThat(verdict).containsText("Held at 25\u202f% since");
        assertThat(verdict.locator("button")).hasText(action);
        assertThat(verdict.locator(".needs")).hasCount(0);
    }

    @Test
    void rulesThatDrawNobodyAtRandomAreNotJudgedAndThatIsNoFault() {
        verdict("CANNOT_JUDGE", "TARGETED_ONLY", "");

        assertThat(open().locator("#verdict-word")).hasText("Not judged");
        assertThat(page.locator(".verdict .why")).hasText("Not judged: targeted rules only");
    }

    @Test
    void aForeignEditIsShownWithItsAuthorAndItsLines() {
        ((ObjectNode) api.experiment.path("status")).set("drift", Examples.json("""
                {'object': 'VirtualService demo/catalog', 'fieldManager': 'kubectl-edit', 'seenAt': '2026-11-22T10:00:00Z',
                 'baseChanged': true, 'ownedChanged': false, 'diff': '- timeout: 3s\\n+ timeout: 9s', 'hash': 'aa'}"""));

        assertThat(open().locator("#drift")).containsText("kubectl-edit");
        page.locator("#drift summary").click();
        assertThat(page.locator("#drift pre")).hasText("- timeout: 3s\n+ timeout: 9s");
    }

    @Test
    void oldNumbersStayAndAreSaidToBeOld() {
        Instant old = Instant.now().minusSeconds(74);
        api.results.put("lastEventAt", old.toString());
        ((ObjectNode) api.results.at("/health/freshness")).put("state", "STALE").put("lastEventAt", old.toString());

        Locator live = open();

        assertThat(live.locator(".strip.warn"))
                .containsText(Pattern.compile("Last event 1 min ago\\. Usual gap: under 1 s\\."));
        assertThat(live.locator(".strip.warn")).containsText("as of");
        assertThat(row("guardrails", "p95 latency")).containsText("+1.2");
    }

    @Test
    void aLostConnectionCountsDownAndKeepsTheDataUntilItIsBack() throws IOException {
        Locator live = open();
        awaitStream();
        api.cutStreams();

        assertThat(live.locator(".strip.mute"))
                .containsText(Pattern.compile("Connection lost\\. Retry in \\d+ s, attempt \\d+\\."));
        assertThat(live.locator("#verdict-word")).hasText("No harm so far");

        api.restoreStreams();
        live.getByText("Retry now").click();

        assertThat(live.locator(".strip.mute")).hasCount(0);
    }

    @Test
    void aNewVerdictArrivesByTheStreamAndOnlyItsWordIsAnnounced() throws IOException {
        Locator live = open();
        awaitStream();
        verdict("BETTER", null, "Results found +2.6 to +3.9 points.");
        api.push();

        assertThat(live.locator("#verdict-word")).hasText("Better");
        assertThat(live.locator("[aria-live]").first()).hasText("Verdict: Better");
    }

    @Test
    void whoMayNotSeeItIsToldWhichRightIsMissing() {
        api.on("GET", "/api/v1/results/search-ranking", 403, Examples.json("""
                {'type': 'urn:meshtrial:problem:forbidden', 'title': 'You lack the right for this', 'status': 403,
                 'detail': 'Needed: role viewer in namespace payments. You have: editor in catalog.'}"""));

        Locator refused = open().locator(".empty");

        assertThat(refused.locator("h2")).hasText("You may not see results in payments");
        assertThat(refused).containsText("Needed: role viewer in namespace payments. You have: editor in catalog.");
        assertThat(refused).containsText("Copy a request for them");
    }

    @Test
    void anUnknownExperimentLeadsBackToAll() {
        api.on(
                "GET",
                "/api/v1/results/search-ranking",
                404,
                Examples.json(
                        "{'title': 'There is no such thing', 'status': 404, 'detail': 'No experiment search-ranking.'}"));

        assertThat(open().locator(".empty h2")).containsText("Not found");
        assertThat(page.locator(".empty a")).hasText("All experiments");
    }

    @Test
    void rollingBackIsTwoActionsAndCarriesTheReason() {
        open().locator(".head .btn.danger").click();
        assertThat(page.locator("dialog input")).isFocused();
        page.keyboard().type("too slow");
        page.waitForResponse("**/rollback", () -> page.keyboard().press("Enter"));

        assertThat(api.asked()).anySatisfy(asked -> {
            assertThat(asked.path()).isEqualTo("/api/v1/experiments/search-ranking/rollback");
            assertThat(asked.body()).contains("too slow");
        });
    }

    private void awaitStream() {
        org.awaitility.Awaitility.await().until(() -> api.openStreams() >= 2);
    }

    private void verdict(String word, @org.jspecify.annotations.Nullable String reason, String sentence) {
        ((ObjectNode) api.results.path("verdict"))
                .put("word", word)
                .put("reason", reason)
                .put("sentence", sentence);
    }
}
