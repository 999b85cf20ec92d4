package io.meshtrial.analytics.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What became of the events is on the page; oracle: the meters under "Operations" in docs/reference/events.md. */
class LivePageEventsTest {

    private final Page page = Stage.BROWSER.page(1440, ColorScheme.LIGHT);
    private final Scenario api = Stage.SERVER.play(Scenario.running());
    private final Locator events = page.locator("#events");

    private ObjectNode health(String part) {
        return (ObjectNode) api.results.path("health").path(part);
    }

    private void open() {
        page.navigate(Stage.SERVER.address() + "/experiments/search-ranking");
        assertThat(events).isVisible();
    }

    private Locator row(String name) {
        return events.locator("tr").filter(new Locator.FilterOptions().setHasText(name));
    }

    @AfterEach
    void nothingBrokeThePolicyOrThrew() {
        assertThat(Stage.BROWSER.complaints()).isEmpty();
    }

    @Test
    void howManyAreLostLateDoubledForgedUnreadableAndWaitingIsSaidWithoutAskingForIt() {
        health("events").put("forged", 7).put("poison", 5).put("mismatched", 2).put("unattributed", 4);
        health("freshness").put("waiting", 1640);
        open();

        assertThat(events.locator("summary")).containsText("not tallied yet 1\u202f640");
        for (String said : new String[] {
            "lost 143",
            "duplicates 3",
            "late 12",
            "unreadable 5",
            "forged 7",
            "of another version 2",
            "without a variant 4"
        }) {
            assertThat(events.locator("summary")).containsText(said);
        }
    }

    @Test
    void whatEachMeansStandsBehindTheLineAndWhatShouldBeNoneIsMarked() {
        health("events").put("forged", 7);
        open();
        events.locator("summary").press("Enter");

        assertThat(row("Forged")).containsText("with a token that no route of this experiment wrote; left out");
        assertThat(row("Forged").locator(".warn")).isVisible();
        assertThat(row("Unreadable").locator(".warn")).hasCount(0);
        assertThat(row("Late")).containsText("12");
        assertThat(row("Late").locator(".warn")).hasCount(0);
    }

    @Test
    void aLagThatNobodyKnowsIsNotShownAsNone() {
        health("freshness").putNull("waiting");
        open();

        assertThat(events.locator("summary")).containsText("not tallied yet unknown");
    }

    @Test
    void theAgeOfTheLastEventGoesOnWithoutANewOne() {
        page.clock().install();
        open();
        assertThat(page.locator("#health")).containsText("since the last event");
        page.clock().fastForward(45_000);

        assertThat(page.locator(".strip.warn")).containsText("Last event");
    }
}
