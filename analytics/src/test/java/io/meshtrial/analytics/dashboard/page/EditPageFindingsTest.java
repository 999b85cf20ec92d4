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

/** A person accepts what they saw, and nothing else; a draft that did not start is not created twice. */
class EditPageFindingsTest {

    private static final String ALL = "/api/v1/experiments";
    private static final String BASE = ALL + "/search-ranking";

    private final Page page = Stage.BROWSER.page(1440, ColorScheme.LIGHT);
    private final Scenario api = Stage.SERVER.play(Scenario.running());
    private final Locator boxes = page.getByLabel("Apply although unreachable-rule");
    private final Locator bar = page.locator(".applybar");

    @AfterEach
    void nothingBrokeThePolicyOrThrew() {
        assertThat(Stage.BROWSER.complaints()).isEmpty();
    }

    private void open(String path) {
        page.navigate(Stage.SERVER.address() + path);
        assertThat(page.locator("mt-edit .who-table")).isVisible();
    }

    private ArrayNode findings() {
        return (ArrayNode) api.plan.path("findings");
    }

    private long creations() {
        return api.asked().stream()
                .filter(one -> one.method().equals("POST") && one.path().equals(ALL))
                .count();
    }

    @Test
    void twoFindingsOfOneCodeAreAcceptedOneByOne() {
        ObjectNode second = ((ObjectNode) findings().get(0)).deepCopy();
        second.put("message", "Rule 3 is never reached.");
        findings().add(second);
        open("/experiments/search-ranking/edit");
        assertThat(bar).containsText("2 findings open");

        boxes.first().check();
        assertThat(bar).containsText("1 finding open");
        assertThat(boxes.nth(1)).not().isChecked();
        boxes.nth(1).check();
        assertThat(bar).containsText("Ready.");
        page.waitForResponse("**/rules?**", () -> bar.locator(".primary").click());

        assertThat(api.asked()).anySatisfy(asked -> assertThat(asked.query()).containsOnlyOnce("ack=unreachable-rule"));
    }

    @Test
    void aFindingOfTheNextTextIsNotAcceptedByTheTickOfTheLast() {
        open("/experiments/search-ranking/edit");
        boxes.check();
        assertThat(bar).containsText("Ready.");
        ((ObjectNode) findings().get(0)).put("message", "Rule 7 is never reached.");
        page.locator("textarea[aria-label='Rules, one a line']").fill("20% to v2");

        assertThat(page.locator(".finds")).containsText("Rule 7 is never reached.");
        assertThat(bar).containsText("1 finding open");
    }

    @Test
    void aDraftWhoseStartWasRefusedIsStoredAndOnlyItsStartIsAskedForAgain() {
        api.on("POST", ALL, 201, api.experiment);
        api.on("POST", BASE + "/start", 409, Examples.json("""
                {'type': 'urn:meshtrial:problem:conflict', 'title': 'Overlaps', 'status': 409, 'detail': 'checkout-retry takes the same requests.'}"""));
        ((ObjectNode) api.experiment.path("status")).put("state", "DRAFT");
        findings().removeAll();
        open("/new");
        page.locator("input[name=id]").fill("search-ranking");
        bar.locator(".primary").click();

        assertThat(page.locator(".strip[role=alert]"))
                .containsText("Stored, not started. checkout-retry takes the same requests.");
        api.on("POST", BASE + "/start", 202, api.experiment);
        page.waitForResponse("**/start?**", () -> bar.locator(".primary").click());

        assertThat(creations()).isEqualTo(1);
    }

    @Test
    void namesOfHeadersAreOfferedAfterTheWordHeader() {
        open("/experiments/search-ranking/edit");
        Locator text = page.locator("textarea[aria-label='Rules, one a line']");
        text.fill("header x-b");
        text.press("Control+Space");

        assertThat(page.locator("[role=option]")).hasText("x-beta");
    }
}
