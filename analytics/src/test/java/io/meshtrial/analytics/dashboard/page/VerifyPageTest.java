package io.meshtrial.analytics.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class VerifyPageTest {

    private static final PageServer SERVER = Stage.SERVER;
    private static final Chromium BROWSER = Stage.BROWSER;
    private static final String API = "/api/v1/experiments/search-ranking/verifications";

    private final Page page = BROWSER.page(1440, ColorScheme.LIGHT);
    private final Scenario api = SERVER.play(Scenario.running());

    @AfterEach
    void nothingBrokeThePolicyOrThrew() {
        assertThat(BROWSER.complaints()).isEmpty();
    }

    private void open(String query) {
        page.navigate(SERVER.address() + "/experiments/search-ranking/verification" + query);
        assertThat(page.locator("mt-verify h1").first()).isVisible();
    }

    private Locator row(String name) {
        return page.locator("#row-" + name);
    }

    @Test
    void whatDiffersStandsFirstAndEveryRowSaysWhatItRestsOn() {
        open("");

        assertThat(page.locator("#vd")).hasText("1 of 7 checks differs");
        assertThat(page.locator(".vcounts")).containsText("4 agree");
        assertThat(page.locator(".vrow").first()).hasAttribute("id", "row-foreign-edit");
        assertThat(row("foreign-edit")).containsText("changed by kubectl-edit");
        assertThat(row("foreign-edit").locator(".d.del")).containsText("\"timeout\" : \"3s\"");
        assertThat(row("rule-probes")).containsText("v1 75\u202f%, v2 25\u202f%");
        assertThat(row("rule-probes")).containsText("v1 31, v2 9");
        assertThat(row("sample-ratio").locator("svg[role=img]"))
                .hasAttribute("aria-label", Pattern.compile("v2: observed 24\\.97.*target 25"));
        assertThat(row("kiali-validations")).containsText("KIA1106");
        assertThat(row("kiali-share")).containsText("then this row fills by itself");
        assertThat(row("telemetry-share").locator(".st")).hasText("Not set up");
        assertThat(row("telemetry-share").locator("button")).hasCount(0);
    }

    @Test
    void unknownIsNeverShownAsAPassAndAWitnessThatIsNotSetUpDoesNotCount() {
        ObjectNode summary = (ObjectNode) api.verification.path("summary");
        summary.put("sentence", "1 of 7 checks unknown").put("differs", 0).put("agrees", 6);
        api.verification.putArray("rows");

        open("");
        assertThat(page.locator(".empty, .tile")).containsText("Nothing verified yet");

        api.verification.set("rows", Examples.verification().path("rows"));
        page.locator(".btn.primary").first().click();

        assertThat(page.locator(".verdict.is-warn")).containsText("1 of 7 checks unknown");
    }

    @Test
    void oneCheckOrAllAreAskedAgainAndTheAnswerIsShown() {
        open("");
        row("live-routes").locator("button").click();
        page.waitForCondition(() -> posts().size() == 1);
        // While one check is asked again, no other is.
        assertThat(page.locator(".btn.primary").first()).not().hasAttribute("aria-disabled", "true");
        page.keyboard().press("r");
        assertThat(page.locator("#row-live-routes")).isVisible();

        page.waitForCondition(() -> posts().size() == 2);
        assertThat(posts()).containsExactly("row=live-routes", "");
    }

    private List<String> posts() {
        return api.asked().stream()
                .filter(asked -> asked.method().equals("POST") && asked.path().equals(API))
                .map(Scenario.Asked::query)
                .toList();
    }

    @Test
    void anEarlierRunIsShownAsItWasAndHasAnAddressOfItsOwn() {
        ObjectNode past = Examples.verification();
        ((ObjectNode) past.path("summary"))
                .put("sentence", "All 7 checks agree")
                .put("differs", 0);
        past.putArray("rows").add(Examples.verification().path("rows").get(3));
        api.on("GET", API + "/41", 200, past);
        open("");

        page.locator("#runs li").nth(1).locator("button").click();

        assertThat(page.locator(".strip.note")).containsText("as it was");
        assertThat(page.locator(".vrow")).hasCount(1);
        assertThat(page).hasURL(Pattern.compile("\\?run=41$"));
        page.getByText("Back to now").click();
        assertThat(page.locator(".vrow")).hasCount(8);

        page.locator("#runs li").nth(1).locator("button").click();
        assertThat(page.locator(".vrow")).hasCount(1);
        page.goBack();
        assertThat(page.locator(".vrow")).hasCount(8);
    }

    @Test
    void withoutRoutesInTheMeshThereIsNothingToVerifyAndTheButtonSaysWhy() {
        ((ObjectNode) api.experiment.path("status")).put("state", "DRAFT");
        open("");

        Locator button = page.locator(".head .btn.primary");
        assertThat(button).hasAttribute("aria-disabled", "true");
        assertThat(button).hasAttribute("title", Pattern.compile("nothing to verify"));
        button.focus();
        page.keyboard().press("Enter");
        assertThat(posts()).isEmpty();
    }

    @Test
    void whoMayNotSeeItLearnsWhichRightIsMissing() {
        api.on("GET", API, 403, Examples.json("""
                {'title': 'Forbidden', 'detail': 'Needed: role viewer in namespace demo. You have: editor in catalog.', 'status': 403}"""));
        page.navigate(SERVER.address() + "/experiments/search-ranking/verification");

        assertThat(page.locator(".empty")).containsText("Needed: role viewer in namespace demo");
    }

    @Test
    void aLostConnectionKeepsWhatWasSeenAndCountsDown() {
        open("");
        api.cutStreams();

        assertThat(page.locator(".strip.mute")).containsText("Connection lost");
        assertThat(page.locator(".vrow")).hasCount(8);
        api.restoreStreams();
    }

    @Test
    void hostileTextOfWitnessesIsTextAndTheirLinksAreFollowedOnlyWhereTheyAreAddresses() {
        String hostile = "<img src=x onerror=alert(1)>\u202e";
        ObjectNode row = (ObjectNode) api.verification.path("rows").get(0);
        row.put("sentence", hostile).put("title", hostile);
        row.putArray("links").addObject().put("title", "Graph").put("href", "javascript:alert(1)");
        open("");

        assertThat(row("foreign-edit")).containsText("<img src=x onerror=alert(1)>\\u202e");
        assertThat(row("foreign-edit").locator("img")).hasCount(0);
        assertThat(page.locator("a[href^='javascript']")).hasCount(0);
    }
}
