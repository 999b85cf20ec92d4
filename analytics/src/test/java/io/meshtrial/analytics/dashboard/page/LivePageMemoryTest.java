package io.meshtrial.analytics.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a page leaves behind with each update, counted after garbage collection; {@code PageSpeed} measures bytes over hours. */
class LivePageMemoryTest {

    private final Page page = Stage.BROWSER.page(1440, ColorScheme.LIGHT);
    private final Scenario api = Stage.SERVER.play(Scenario.running());

    @Test
    void anUpdateLeavesNoNodeAndNoListenerBehind() throws IOException {
        page.navigate(Stage.SERVER.address() + "/experiments/search-ranking");
        assertThat(page.locator("#effects canvas").first()).isVisible();
        Awaitility.await().until(() -> api.openStreams() >= 2);
        CDPSession devTools = page.context().newCDPSession(page);

        update(15);
        JsonObject before = counters(devTools);
        update(15);
        JsonObject after = counters(devTools);

        assertThat(after.get("nodes").getAsInt())
                .isLessThanOrEqualTo(before.get("nodes").getAsInt() + 15);
        assertThat(after.get("jsEventListeners").getAsInt())
                .isLessThanOrEqualTo(before.get("jsEventListeners").getAsInt() + 5);
    }

    private void update(int times) throws IOException {
        for (int i = 0; i < times; i++) {
            String snapshot = "s" + System.nanoTime();
            api.results.put("snapshot", snapshot);
            api.push();
            page.waitForCondition(
                    () -> snapshot.equals(page.evaluate("document.querySelector('mt-live').results.snapshot")));
        }
    }

    private static JsonObject counters(CDPSession devTools) {
        devTools.send("HeapProfiler.collectGarbage");
        return devTools.send("Memory.getDOMCounters");
    }
}
