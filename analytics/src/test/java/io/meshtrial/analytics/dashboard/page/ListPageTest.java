package io.meshtrial.analytics.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListPageTest {

    private static final PageServer SERVER = Stage.SERVER;
    private static final Chromium BROWSER = Stage.BROWSER;

    private final Page page = BROWSER.page(1440, ColorScheme.LIGHT);
    private final Scenario api = SERVER.play(Scenario.running());

    @AfterEach
    void nothingBrokeThePolicyOrThrew() {
        assertThat(BROWSER.complaints()).isEmpty();
    }

    private Locator open(String query) {
        page.navigate(SERVER.address() + "/" + query);
        assertThat(page.locator("mt-list h1").first()).isVisible();
        return page.locator("mt-list");
    }

    private Locator row(String id) {
        return page.locator("tr").filter(new Locator.FilterOptions().setHasText(id));
    }

    @Test
    void whatNeedsAttentionStandsFirstAndEveryRowSaysItsVerdictAndItsShare() {
        open("");

        assertThat(page.locator(".attnbox tbody tr")).hasCount(1);
        assertThat(page.locator(".attnbox tbody tr")).containsText("checkout-retry");
        assertThat(page.locator(".attnbox tbody tr")).containsText("Foreign edit");
        assertThat(row("search-ranking")).containsText("No harm so far");
        assertThat(row("search-ranking")).containsText("25.1 of 25 %");
        assertThat(row("chrome-to-v1")).containsText("Not judged");
        assertThat(row("chrome-to-v1")).containsText("by rule, not at random");
        assertThat(row("typo-tolerance")).containsText("Draft");
    }

    @Test
    void withoutAnyExperimentItOffersTheFirstRuleAndItsCommand() {
        api.on("GET", "/api/v1/experiments", 200, Examples.json("{'items': [], 'nextCursor': null}"));

        open("");

        assertThat(page.locator(".empty h2")).hasText("No experiments yet");
        assertThat(page.locator(".empty code"))
                .containsText("curl -X POST " + SERVER.address() + "/api/v1/experiments");
    }

    @Test
    void aRefusalIsNoLostConnection() {
        open("");
        api.on(
                "GET",
                "/api/v1/experiments",
                403,
                Examples.json("{'title': 'Not for you', 'detail': 'You may not list experiments.', 'status': 403}"));

        assertThat(page.locator(".strip.warn").first()).containsText("You may not list experiments.");
        assertThat(page.getByText("Connection lost")).hasCount(0);
        assertThat(page.locator("tbody tr").first()).isVisible();
    }

    @Test
    void aSearchWithoutMatchNamesTheFilterThatHidesSome() {
        open("?q=search-r&state=PAUSED");

        assertThat(page.locator(".empty h2")).hasText("No experiment matches “search-r”");
        assertThat(page.locator(".empty p")).hasText("1 matches without the filter State: paused.");
        page.getByText("Clear the filters").click();
        assertThat(page.locator("tbody tr")).hasCount(4);
    }

    @Test
    void withoutAnalyticsVerdictsAreUnknownAndNeverAPass() {
        api.on("GET", "/api/v1/results", 503, Examples.json("{'title': 'Tallies are being restored', 'status': 503}"));

        open("");

        assertThat(row("search-ranking")).containsText("unknown: analytics does not answer");
    }

    @Test
    void whoIsNotSignedInIsAskedForATokenThatNeverStandsInTheAddress() {
        api.on("GET", "/api/v1/experiments", 401, Examples.json("{'title': 'A valid token is needed', 'status': 401}"));
        page.navigate(SERVER.address() + "/");
        assertThat(page.locator("mt-sign-in h2")).hasText("Sign in");

        api.on("GET", "/api/v1/experiments", 200, Examples.experimentList(api.experiment));
        page.locator("#token").fill("s3cret");
        page.keyboard().press("Enter");

        assertThat(page.locator("tbody tr")).hasCount(4);
        assertThat(page.url()).doesNotContain("s3cret");
    }

    @Test
    void keysMoveSearchOpenAndExplainThemselves() {
        open("");

        page.keyboard().press("j");
        assertThat(page.locator("th a").first()).isFocused();
        page.keyboard().press("j");
        assertThat(page.locator("th a").nth(1)).isFocused();
        page.keyboard().press("/");
        assertThat(page.locator("[data-search]")).isFocused();
        page.keyboard().type("n?");
        assertThat(page.locator("dialog.keys")).hasCount(0);
        page.locator("[data-search]").blur();
        page.keyboard().press("?");
        assertThat(page.locator("dialog.keys")).containsText("walk along the points of a chart");
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog.keys")).hasCount(0);
        page.keyboard().press("n");
        assertThat(page).hasURL(SERVER.address() + "/new");
    }

    @Test
    void routesThatNoExperimentOwnsAreShownAndAdoptedOrRemoved() {
        api.on("GET", "/api/v1/orphans", 200, Examples.json("""
                [{'experiment': 'old-search', 'namespace': 'demo', 'virtualService': 'catalog', 'state': null, 'revision': 3, 'routes': 2, 'variants': ['v1', 'v2']}]"""));
        api.on("POST", "/api/v1/orphans/old-search/adopt", 422, Examples.json("""
                {'title': 'The rules say other routes', 'detail': 'Send the rules along.', 'status': 422}"""));
        open("");

        assertThat(page.locator(".orphan")).containsText("Routes of old-search stand in VirtualService demo/catalog");
        assertThat(page.locator(".orphan"))
                .containsText("2 routes of r3 to v1 and v2. No experiment of that name is stored.");
        page.locator(".orphan").getByText("Adopt").click();
        page.keyboard().press("Enter");
        assertThat(page.locator(".strip[role=alert]")).containsText("Send the rules along.");

        page.locator(".orphan").getByText("Remove").click();
        // Only now: the list reads again by itself, and the row with its button would be gone.
        api.on("GET", "/api/v1/orphans", 200, Examples.json("[]"));
        page.waitForResponse(
                response -> response.request().method().equals("DELETE"),
                () -> page.keyboard().press("Enter"));
        assertThat(page.locator(".orphan")).hasCount(0);
    }
}
