package io.meshtrial.analytics.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Server-sent events as the page reads them; oracle: the HTML standard, section 9.2, for resuming. */
class LivePageStreamTest {

    private static final String RESULTS = "/api/v1/results/search-ranking";
    private static final String STREAM = RESULTS + "/stream";

    private final Page page = Stage.BROWSER.page(1440, ColorScheme.LIGHT);
    private final Scenario api = Stage.SERVER.play(Scenario.running());

    @AfterEach
    void nothingBrokeThePolicyOrThrew() {
        assertThat(Stage.BROWSER.complaints()).isEmpty();
    }

    /** With a clock that stands still unless it is moved. */
    private void open() {
        page.clock().install();
        page.navigate(Stage.SERVER.address() + "/experiments/search-ranking");
        page.waitForCondition(() -> api.openStreams() >= 2);
    }

    private void hidden(boolean hidden) {
        page.evaluate(
                "hidden => { Object.defineProperty(document, 'hidden', {value: hidden, configurable: true});"
                        + " document.dispatchEvent(new Event('visibilitychange')); }",
                hidden);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Scenario.Asked> streams() {
        return api.asked().stream().filter(one -> one.path().equals(STREAM)).toList();
    }

    @Test
    void afterABreakItGoesOnFromTheLastEventThatItSaw() throws IOException {
        open();
        api.results.put("snapshot", "77");
        units(600_001);
        api.push();
        assertThat(page.locator("#health")).containsText("600\u202f001");

        api.dropStreams();
        assertThat(page.locator("mt-live")).containsText("Connection lost.");
        page.clock().fastForward(2_000);

        page.waitForCondition(() -> streams().size() > 1);
        assertThat(streams().getLast().lastEventId()).isEqualTo("77");
    }

    @Test
    void aConnectionOverWhichNothingComesIsGivenUp() {
        open();

        page.clock().fastForward(41_000);

        assertThat(page.locator("mt-live")).containsText("Connection lost.");
        page.clock().fastForward(2_000);
        page.waitForCondition(() -> streams().size() > 1);
    }

    @Test
    void aServerThatTakesTheConnectionAndNeverAnswersIsGivenUp() {
        CountDownLatch never = new CountDownLatch(1);
        api.beforeStreamOpens(() -> LivePageStreamTest.await(never));
        page.clock().install();
        page.navigate(Stage.SERVER.address() + "/experiments/search-ranking");
        page.waitForCondition(() -> !streams().isEmpty());

        page.clock().fastForward(41_000);

        assertThat(page.locator("mt-live")).containsText("Connection lost.");
        page.clock().fastForward(2_000);
        page.waitForCondition(() -> streams().size() > 1);
        never.countDown();
    }

    @Test
    void whoeverHangsUpAtOnceIsAskedLessAndLessOftenAndTheResultsAreAskedForInstead() {
        open();
        long before = api.askedFor(RESULTS);

        api.hangUpOnStreams();
        for (int attempt = 1; attempt <= 4; attempt++) {
            assertThat(page.locator("mt-live")).containsText("attempt " + attempt + ".");
            // The longest pause of an attempt: 0.5 s · 2ⁿ.
            page.clock().fastForward(500L << attempt);
        }

        page.waitForCondition(() -> api.askedFor(RESULTS) > before);
    }

    @Test
    void inAHiddenTabNothingIsReadAndOnReturnItCatchesUp() throws IOException {
        open();
        hidden(true);
        page.waitForCondition(() -> heardOf(600_002) == 0);
        long before = streams().size();
        page.clock().fastForward(60_000);
        assertThat(streams()).hasSize((int) before);

        units(600_003);
        hidden(false);
        page.waitForCondition(() -> streams().size() > before);
        api.push();

        assertThat(page.locator("#health")).containsText("600\u202f003");
    }

    /** Pushes to whoever still listens, and tells how many units the page shows of it: none when it does not. */
    private int heardOf(int units) {
        units(units);
        try {
            api.push();
        } catch (IOException e) {
            // The page hung up: just what is waited for.
            api.dropStreams();
            return 0;
        }
        return 1;
    }

    private void units(int units) {
        ((ObjectNode) api.results.at("/health/exposures")).put("units", units);
    }
}
