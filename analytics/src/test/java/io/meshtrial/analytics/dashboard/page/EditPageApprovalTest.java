package io.meshtrial.analytics.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What helps before applying: the mesh's own routes, how long it will take, and a second person. */
class EditPageApprovalTest {

    private static final PageServer SERVER = Stage.SERVER;
    private static final Chromium BROWSER = Stage.BROWSER;
    private static final String BASE = "/api/v1/experiments/search-ranking";
    private static final String PLAN = "p-2b6f0c3e9a41d7f8";
    private static final JsonNode WAITS = Examples.json("""
            {'type': 'urn:meshtrial:problem:approval-required', 'title': 'Somebody else has to approve this', 'status': 403,
             'detail': 'Nobody has approved it.', 'planId': '%s'}""".formatted(PLAN));

    private final Page page = BROWSER.page(1440, ColorScheme.LIGHT);
    private final Scenario api = SERVER.play(Scenario.running());

    @BeforeEach
    void nothingStandsInTheWay() {
        ((ArrayNode) api.plan.path("findings")).removeAll();
    }

    @AfterEach
    void nothingBrokeThePolicyOrThrew() {
        assertThat(BROWSER.complaints()).isEmpty();
    }

    private void open(String query) {
        page.navigate(SERVER.address() + "/experiments/search-ranking/edit" + query);
        assertThat(page.locator("mt-edit .who-table")).isVisible();
    }

    @Test
    void theRoutesOfTheMeshAreShownAsRulesAndCanBeBegunWith() {
        page.navigate(SERVER.address() + "/new");

        assertThat(page.locator("#routes tbody tr").first()).containsText("header x-beta is present: 100% to v2");
        assertThat(page.locator("#routes tbody tr").nth(1)).containsText("stays as it is: rules do not say timeout");
        page.getByText("Begin with these rules").click();

        assertThat(page.locator("textarea[aria-label='Rules, one a line']"))
                .hasValue("header x-beta is present: 100% to v2");
    }

    @Test
    void howLongItWillTakeStandsBesideWhoGetsWhat() {
        open("");

        assertThat(page.locator("mt-edit")).containsText("shows in about 3.7 h (534 000 requests)");
        assertThat(api.asked()).anySatisfy(asked -> {
            assertThat(asked.path()).endsWith("/planning");
            assertThat(asked.query()).isEqualTo("share=0.1");
        });
    }

    @Test
    void eventsMayComeFromTheAccessLogAndThatGoesIntoTheDefinition() {
        page.navigate(SERVER.address() + "/new");
        page.locator("select[name=eventSource]").selectOption("ACCESS_LOG");

        page.waitForCondition(() -> api.asked().stream()
                .anyMatch(asked -> asked.path().equals("/api/v1/plan")
                        && asked.body().contains("\"eventSource\":\"ACCESS_LOG\"")));
    }

    @Test
    void whatWaitsForASecondPersonSaysSoAndGivesTheAddressForThem() {
        api.on("PUT", BASE + "/rules", 403, WAITS);
        open("");
        page.locator(".applybar .primary").click();

        assertThat(page.locator("#approval")).containsText("Waits for approval. Plan " + PLAN);
        assertThat(page.locator("#approval button")).containsText("Copy the address");
        assertThat(page).hasURL(Pattern.compile("/edit$"));
    }

    @Test
    void aDraftThatWaitsIsKeptAndItsPageSaysWhatItWaitsFor() {
        ((ObjectNode) api.experiment.path("status")).put("state", "DRAFT");
        api.on("POST", "/api/v1/experiments", 201, api.experiment);
        api.on("POST", BASE + "/start", 403, WAITS);
        page.navigate(SERVER.address() + "/new");
        page.locator("input[name=id]").fill("search-ranking");
        assertThat(page.locator(".applybar")).containsText("Ready.");
        page.locator(".applybar .primary").click();

        assertThat(page).hasURL(Pattern.compile("/experiments/search-ranking/edit\\?waits=" + PLAN + "$"));
        assertThat(page.locator("#approval")).containsText("Waits for approval.");
    }

    @Test
    void anApproverSeesExactlyThatPlanAndConsentsToIt() {
        api.on("POST", BASE + "/approvals", 201, Examples.json("""
                {'id': 'ap-1', 'experiment': 'search-ranking', 'planId': '%s', 'actor': 'second', 'reason': null,
                 'madeAt': '2026-11-22T10:00:00Z', 'expiresAt': '2126-11-23T10:00:00Z', 'usedAt': null, 'usedBy': null}""".formatted(PLAN)));
        open("?approve=" + PLAN + "&rules=10%25%20to%20v2");
        assertThat(page.locator("#approval")).containsText("You are asked to approve plan " + PLAN);
        page.locator(".applybar .primary").click();
        page.keyboard().press("Enter");

        assertThat(page.locator("#approval")).containsText("Approved by second");
        assertThat(api.asked()).anySatisfy(asked -> {
            assertThat(asked.path()).isEqualTo(BASE + "/approvals");
            assertThat(asked.body()).contains("\"planId\":\"" + PLAN + "\"", "\"rules\":\"10% to v2\"");
        });
    }

    @Test
    void anotherPlanThanTheOneAskedForCannotBeApproved() {
        open("?approve=p-0000000000000000");

        assertThat(page.locator(".applybar"))
                .containsText("Approve is off: the plan is " + PLAN + " by now, not p-0000000000000000");
        assertThat(page.locator(".applybar .primary")).hasAttribute("aria-disabled", "true");
    }
}
