package io.meshtrial.analytics.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How many actions a task takes for somebody who has only opened Meshtrial: a click, a key (or two held together), or
 * the writing of one text. The curl line is on the clipboard already, as it is for whoever asks about it.
 */
class TaskCountTest {

    private static final PageServer SERVER = Stage.SERVER;

    private final Page page = Stage.BROWSER.page(1440, ColorScheme.LIGHT);
    private final Scenario api = SERVER.play(Scenario.running());
    private int actions;

    private void click(Locator target) {
        actions++;
        target.click();
    }

    private void press(String key) {
        actions++;
        page.keyboard().press(key);
    }

    /** Into the field that has the focus, whichever that is: nothing is clicked for it. */
    private void write(String text) {
        actions++;
        page.keyboard().insertText(text);
    }

    private void openList() {
        page.navigate(SERVER.address() + "/");
        assertThat(page.locator(".list tbody tr").first()).isVisible();
    }

    private void openEmptyList() {
        api.on("GET", "/api/v1/experiments", 200, Examples.json("{'items': [], 'nextCursor': null}"));
        page.navigate(SERVER.address() + "/");
        assertThat(page.locator(".empty")).containsText("No experiments yet");
    }

    private void putOnClipboard(String text) {
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        page.evaluate("(text) => navigator.clipboard.writeText(text)", text);
    }

    @Test
    void startingTenPercentOfFirefoxToV2TakesAtMostSixActions() {
        ((ArrayNode) api.plan.path("findings")).removeAll();
        ((ObjectNode) api.experiment.path("status")).put("state", "DRAFT");
        api.on("POST", "/api/v1/experiments", 201, api.experiment);
        openEmptyList();

        press("n");
        assertThat(page.locator("input[name=id]")).isFocused();
        write("firefox-first");
        click(page.locator("textarea[aria-label='Rules, one a line']"));
        write("10% of Firefox to v2");
        assertThat(page.locator(".applybar")).containsText("Ready.");
        click(page.locator(".applybar .primary"));

        assertThat(page).hasURL(SERVER.address() + "/experiments/search-ranking");
        assertThat(api.asked()).anySatisfy(asked -> {
            assertThat(asked.path()).isEqualTo("/api/v1/experiments");
            assertThat(asked.body()).contains("\"id\":\"firefox-first\"", "\"rules\":\"10% of Firefox to v2\"");
        });
        assertThat(api.asked()).anySatisfy(asked -> assertThat(asked.path()).endsWith("/start"));
        assertThat(actions).isLessThanOrEqualTo(6);
    }

    @Test
    void findingWhyARequestGoesToV1TakesAtMostFourActions() {
        openList();
        putOnClipboard("curl http://catalog.example/Weather");

        click(page.locator(".list a").filter(new Locator.FilterOptions().setHasText("search-ranking")));
        click(page.locator(".head a").filter(new Locator.FilterOptions().setHasText("Edit rules")));
        click(page.locator("#own-request"));
        press("Control+v");

        assertThat(page.locator(".skips li").first()).containsText("did not match");
        assertThat(api.asked())
                .anySatisfy(asked -> assertThat(asked.body())
                        .isEqualTo("{\"curl\":\"curl http://catalog.example/Weather\",\"rules\":\"10% to v2\"}"));
        assertThat(actions).isLessThanOrEqualTo(4);
    }

    @Test
    void beforeThereIsAnExperimentTheSameTakesThree() {
        api.on("POST", "/api/v1/plan/explain", 200, Examples.explanation());
        openEmptyList();
        putOnClipboard("curl http://catalog.example/Weather");

        press("n");
        click(page.locator("#own-request"));
        press("Control+v");

        assertThat(page.locator(".skips li").first()).containsText("did not match");
        assertThat(actions).isEqualTo(3);
    }

    @Test
    void rollingBackTakesTwoActionsFromTheListAndFromThePage() {
        openList();
        click(page.getByLabel("Roll back search-ranking"));
        page.waitForResponse("**/search-ranking/rollback", () -> press("Enter"));
        assertThat(actions).isLessThanOrEqualTo(2);

        actions = 0;
        page.navigate(SERVER.address() + "/experiments/search-ranking");
        click(page.locator(".head .btn.danger"));
        page.waitForResponse("**/search-ranking/rollback", () -> press("Enter"));
        assertThat(actions).isLessThanOrEqualTo(2);
    }
}
