package io.meshtrial.analytics.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One of the two services is away or moved on: the page keeps what it has and what may be done. */
class LivePageOutageTest {

    private static final String BASE = "/api/v1/experiments/search-ranking";
    private static final String RESULTS = "/api/v1/results/search-ranking";

    private final Page page = Stage.BROWSER.page(1440, ColorScheme.LIGHT);
    private final Scenario api = Stage.SERVER.play(Scenario.running());

    @AfterEach
    void nothingBrokeThePolicyOrThrew() {
        assertThat(Stage.BROWSER.complaints()).isEmpty();
    }

    private Locator open() {
        page.navigate(Stage.SERVER.address() + "/experiments/search-ranking");
        return page.locator("mt-live");
    }

    @Test
    void theVerdictIsShownWhileTheExperimentApiIsAway() {
        api.on("GET", BASE, 502, Examples.json("""
                {'type': 'urn:meshtrial:problem:bad-gateway', 'title': 'No answer', 'status': 502,
                 'detail': 'The experiment API does not answer. Results are not affected.'}"""));

        Locator live = open();

        assertThat(live.locator("#verdict-word")).isVisible();
        assertThat(live.locator(".strip.warn")).containsText("The experiment’s own state is not known.");
        assertThat(live.locator(".strip.warn")).containsText("Results are not affected.");
        assertThat(live.getByText("Roll back")).hasCount(0);

        api.on("GET", BASE, 200, api.experiment);
        live.getByText("Ask again").click();
        assertThat(live.locator(".head").getByText("Roll back")).isVisible();
        assertThat(live.getByText("own state is not known")).hasCount(0);
    }

    @Test
    void withoutAnyAnswerAtFirstItCountsDownAndComesByItself() {
        page.clock().install();
        api.cutOff("GET", RESULTS);

        Locator live = open();
        assertThat(live).containsText("Retry in");
        api.on("GET", RESULTS, 200, api.results);
        page.clock().fastForward(31_000);

        assertThat(live.locator("#verdict-word")).isVisible();
    }

    @Test
    void someoneElsesChangeNeverStandsInTheWayOfARollback() {
        api.on("POST", BASE + "/rollback", 202, api.experiment);
        open().locator(".head").getByText("Roll back").click();
        page.waitForResponse("**/rollback", () -> page.keyboard().press("Enter"));

        assertThat(api.asked()).anySatisfy(asked -> {
            assertThat(asked.path()).isEqualTo(BASE + "/rollback");
            assertThat(asked.ifMatch()).isEqualTo("*");
        });
    }

    @Test
    void whatAMoveWasRefusedForIsReadSoThatTheNextOneIsNot() {
        api.on("POST", BASE + "/pause", 412, Examples.json("""
                {'type': 'urn:meshtrial:problem:precondition-failed', 'title': 'It has changed', 'status': 412, 'detail': 'Version 5 is there by now.'}"""));
        Locator live = open();
        live.locator(".head").getByText("Pause").click();
        long before = api.askedFor(BASE);
        page.keyboard().press("Enter");

        assertThat(live.locator(".strip[role=alert]")).containsText("Version 5 is there by now.");
        page.waitForCondition(() -> api.askedFor(BASE) > before);
    }

    @Test
    void aMoveThatWasMadeIsNotARefusalBecauseTheNextReadingFails() {
        api.on("POST", BASE + "/pause", 202, api.experiment);
        Locator live = open();
        live.locator(".head").getByText("Pause").click();
        api.cutOff("GET", BASE);
        page.keyboard().press("Enter");

        assertThat(live).containsText("The experiment’s own state is not known.");
        assertThat(live.locator(".strip[role=alert]")).hasCount(0);
    }
}
