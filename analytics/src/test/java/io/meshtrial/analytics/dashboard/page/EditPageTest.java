package io.meshtrial.analytics.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class EditPageTest {

    private static final PageServer SERVER = Stage.SERVER;
    private static final Chromium BROWSER = Stage.BROWSER;
    private static final String PLAN = "/api/v1/experiments/search-ranking/plan";

    private final Page page = BROWSER.page(1440, ColorScheme.LIGHT);
    private final Scenario api = SERVER.play(Scenario.running());

    @AfterEach
    void nothingBrokeThePolicyOrThrew() {
        assertThat(BROWSER.complaints()).isEmpty();
    }

    private Locator open() {
        page.navigate(SERVER.address() + "/experiments/search-ranking/edit");
        assertThat(page.locator("mt-edit .who-table")).isVisible();
        return page.locator("mt-edit");
    }

    private void rejectEveryPlan() {
        api.on("POST", PLAN, 422, Examples.json("""
                {'type': 'urn:meshtrial:problem:rules-rejected', 'title': 'The rules cannot be read', 'status': 422,
                 'detail': 'Line 2, column 8.', 'errors': [{'pointer': '/rules', 'line': 2, 'column': 8, 'detail': 'Firefx is no browser',
                   'expected': 'a browser', 'hint': 'did you mean Firefox?'}]}"""));
    }

    @Test
    void anErrorIsUnderlinedAtItsPlaceAndThePlanBelowStaysThatOfTheLastTextThatParsed() {
        open();
        rejectEveryPlan();
        page.locator("textarea[aria-label='Rules, one a line']").fill("10% to v2\n10% of Firefx to v2");

        assertThat(page.locator("u.err")).hasText("Firefx");
        assertThat(page.locator(".msg")).containsText("Line 2, column 8. Firefx is no browser");
        assertThat(page.locator(".msg")).containsText("Expected a browser.");
        assertThat(page.locator(".stale-note")).hasText("Below: the plan of the last text that parsed.");
        assertThat(page.locator(".applybar")).containsText("Apply is off: line 2 does not parse");
        assertThat(page.locator(".applybar .primary")).hasAttribute("aria-disabled", "true");
    }

    @Test
    void aHintThatIsOneEditIsAppliedByAltEnter() {
        open();
        rejectEveryPlan();
        Locator text = page.locator("textarea[aria-label='Rules, one a line']");
        text.fill("10% to v2\n10% of Firefx to v2");
        assertThat(page.locator(".replace")).isVisible();

        text.press("Alt+Enter");

        assertThat(text).hasValue("10% to v2\n10% of Firefox to v2");
    }

    @Test
    void aWarningIsAcknowledgedByItsOwnBoxBeforeApplyIsOnAndApplyIsBoundToThePlan() {
        open();
        assertThat(page.locator(".applybar")).containsText("Apply is off: 1 finding open");

        page.getByLabel("Apply although unreachable-rule").check();
        assertThat(page.locator(".applybar")).containsText("Ready.");
        page.waitForResponse(
                "**/rules?**", () -> page.locator(".applybar .primary").click());

        assertThat(page).hasURL(SERVER.address() + "/experiments/search-ranking");
        assertThat(api.asked()).anySatisfy(asked -> {
            assertThat(asked.method()).isEqualTo("PUT");
            assertThat(asked.query()).contains("ack=unreachable-rule").contains("planId=p-2b6f0c3e9a41d7f8");
            assertThat(asked.body()).isEqualTo("10% to v2");
        });
    }

    @Test
    void whoGetsWhatAndTheDiffAreThoseOfThePlan() {
        ArrayNode who = (ArrayNode) api.plan.path("whoGetsWhat");
        who.add(Examples.json("""
                {'takes': 'NO_RULE', 'rule': null, 'line': null, 'audience': 'everyone else', 'lessLines': [1, 2],
                 'unit': null, 'routes': ['beta'], 'shares': [{'variant': 'v1', 'service': 'catalog-v1', 'parts': 8000},
                   {'variant': null, 'service': 'legacy', 'parts': 2000}], 'example': null}"""));
        who.add(Examples.json("""
                {'takes': 'OTHER_ROUTES', 'rule': null, 'line': null, 'audience': 'requests that another object takes: shop',
                 'lessLines': [], 'unit': null, 'routes': [], 'shares': [], 'example': null}"""));
        who.add(Examples.json("""
                {'takes': 'NO_ROUTE', 'rule': null, 'line': null, 'audience': 'requests that no route takes',
                 'lessLines': [], 'unit': null, 'shares': [], 'example': null}"""));
        ArrayNode lines = (ArrayNode) api.plan.at("/diff/lines");
        for (int i = 0; i < 12; i++) {
            lines.addObject().put("change", "SAME").put("owner", "FOREIGN").put("text", "  line " + i);
        }
        Locator edit = open();

        Locator rows = edit.locator(".who-table tbody tr");
        assertThat(rows).hasCount(4);
        assertThat(rows.first()).containsText("everyone");
        assertThat(rows.first()).containsText("10\u202f% v2");
        assertThat(rows.nth(1)).containsText("unless line 1 or 2 took it");
        assertThat(rows.nth(1)).containsText("on beta");
        assertThat(rows.nth(1)).containsText("80\u202f% v1, 20\u202f% legacy");
        assertThat(rows.nth(1)).containsText("as now");
        assertThat(rows.nth(2)).containsText("what they get now");
        assertThat(rows.nth(3)).containsText("404, as now");
        assertThat(edit.locator(".samples-table")).isHidden();
        edit.locator(".samples summary").click();
        assertThat(edit.locator(".samples-table tbody tr").first()).containsText("before: v1");
        assertThat(edit.locator(".diff .d.add.own")).containsText("meshtrial/search-ranking/r1/1.0");
        assertThat(edit.locator(".diff summary")).containsText("9 more foreign lines, unchanged");
    }

    @Test
    void aPastedRequestIsExplainedWithTheReasonEachEarlierRouteDidNotMatch() {
        open().locator("#own-request").fill("curl http://catalog.example/Weather");
        page.getByText("Explain", new Page.GetByTextOptions().setExact(true)).click();

        assertThat(page.locator("mt-explain")).containsText("90\u202f% v1, 10\u202f% v2, decided by line 1");
        assertThat(api.asked())
                .anySatisfy(asked -> assertThat(asked.body())
                        .isEqualTo("{\"curl\":\"curl http://catalog.example/Weather\",\"rules\":\"10% to v2\"}"));
        assertThat(page.locator(".skips li").first())
                .containsText("headers[\"user-agent\"] is \"curl/8.15.0\"; it takes what matches \".*Chrome.*\"");
    }

    @Test
    void aRequestIsExplainedBeforeTheExperimentIsSaved() {
        api.on("POST", "/api/v1/plan/explain", 200, Examples.explanation());
        page.navigate(SERVER.address() + "/new");
        page.locator("#own-request").fill("curl http://catalog.example/Weather");
        page.getByText("Explain", new Page.GetByTextOptions().setExact(true)).click();

        assertThat(page.locator("mt-explain")).containsText("90\u202f% v1, 10\u202f% v2, decided by line 1");
        assertThat(api.asked()).anySatisfy(asked -> {
            assertThat(asked.path()).isEqualTo("/api/v1/plan/explain");
            assertThat(asked.body())
                    .contains(
                            "\"rules\":\"10% to v2\"",
                            "\"request\":{\"curl\":\"curl http://catalog.example/Weather\"}");
        });
    }

    @Test
    void completionsOpenUnderTheWordAndAreTakenByEnter() {
        open();
        Locator text = page.locator("textarea[aria-label='Rules, one a line']");
        text.fill("10% of Fire");
        text.press("Control+Space");
        assertThat(page.locator("[role=option]")).hasCount(1);

        text.press("Enter");

        assertThat(text).hasValue("10% of Firefox");
    }

    @Test
    void theFormIsTheSameModelAndWritesTheTextAnew() {
        open();
        page.getByText("Form", new Page.GetByTextOptions().setExact(true)).click();
        ((ObjectNode) api.plan.path("rules")).put("text", "25% of Firefox to v2");
        page.getByText("Condition", new Page.GetByTextOptions().setExact(true)).click();

        assertThat(page).hasURL(SERVER.address() + "/experiments/search-ranking/edit?view=form");
        page.getByText("Text", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("textarea[aria-label='Rules, one a line']")).hasValue("25% of Firefox to v2");
        assertThat(api.asked())
                .anySatisfy(
                        asked -> assertThat(asked.body())
                                .isEqualTo(
                                        "{\"rules\":{\"rules\":[{\"allocate\":{\"when\":{\"browser\":\"Chrome\"},\"shares\":[{\"variant\":\"v2\",\"percent\":10}]}}]}}"));
    }

    @Test
    void aNewExperimentIsCreatedStartedAndOpened() {
        api.on("POST", "/api/v1/experiments", 201, api.experiment);
        ((ObjectNode) api.experiment.path("status")).put("state", "DRAFT");
        page.navigate(SERVER.address() + "/new");
        page.locator("input[name=id]").fill("search-ranking");
        page.locator("input[name=question]").fill("Does it help?");
        page.getByLabel("Apply although unreachable-rule").check();
        page.locator(".applybar .primary").click();

        assertThat(page).hasURL(SERVER.address() + "/experiments/search-ranking");
        assertThat(api.asked()).anySatisfy(asked -> {
            assertThat(asked.path()).isEqualTo("/api/v1/experiments");
            assertThat(asked.body()).contains("Does it help?", "10% to v2");
        });
        assertThat(api.asked()).anySatisfy(asked -> assertThat(asked.path()).endsWith("/start"));
    }
}
