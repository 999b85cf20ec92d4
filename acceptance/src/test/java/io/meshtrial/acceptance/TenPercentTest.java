package io.meshtrial.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.meshtrial.acceptance.ring.Await;
import io.meshtrial.acceptance.ring.Chromium;
import io.meshtrial.acceptance.ring.Ring;
import io.meshtrial.acceptance.ring.Visits;
import io.meshtrial.acceptance.ring.WithRing;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** "10% to v2": the split that was asked for, every event counted, and the page saying so. */
@ExtendWith(WithRing.class)
class TenPercentTest {

    private static final int REQUESTS = 2_000;

    /** 99.9 % of a binomial(2000, 0.1): 200 ± 3.2905·√180. */
    private static final double REACH = 3.2905 * Math.sqrt(REQUESTS * 0.1 * 0.9);

    @Test
    void everyBrowserIsSplitTenToNinetyAndEveryRequestIsCounted(Ring ring) throws Exception {
        ring.startExperiment("ten-percent", "50% to v2");
        ring.changeRules("ten-percent", "10% to v2");
        try {
            Map<String, Integer> sent =
                    ring.visits().many(REQUESTS, Visits.CHROME, Visits.EDGE, Visits.FIREFOX, Visits.SAFARI);

            assertThat(sent.keySet()).isSubsetOf(Set.of("v1 200", "v2 200"));
            assertThat((double) sent.getOrDefault("v2 200", 0)).isBetween(200 - REACH, 200 + REACH);

            Map<String, Integer> counted = Await.until(
                    "all events are counted: " + sent,
                    Duration.ofSeconds(60),
                    () -> requestsByVariant(ring.results("ten-percent")),
                    counts -> counts.values().stream().mapToInt(i -> i).sum() >= REQUESTS);
            assertThat(counted)
                    .isEqualTo(Map.of("v1", sent.getOrDefault("v1 200", 0), "v2", sent.getOrDefault("v2 200", 0)));
            thePageShows(ring, sent.getOrDefault("v2 200", 0));
        } finally {
            ring.stopExperiment("ten-percent");
        }
    }

    private static Map<String, Integer> requestsByVariant(JsonNode results) {
        Map<String, Integer> counts = new TreeMap<>();
        for (JsonNode stratum : results.path("method").path("strata")) {
            for (JsonNode arm : stratum.path("arms")) {
                counts.merge(arm.path("variant").asText(), arm.path("requests").asInt(), Integer::sum);
            }
        }
        return counts;
    }

    private static void thePageShows(Ring ring, int treated) throws Exception {
        try (Playwright playwright = Chromium.playwright();
                Browser browser = Chromium.launch(playwright)) {
            Page page = browser.newPage();
            page.navigate(ring.page() + "/experiments/ten-percent");
            page.fill("#token", ring.token());
            page.press("#token", "Enter");
            page.waitForSelector("#share");
            String share = Await.until(
                    "the page shows " + treated + " of " + REQUESTS,
                    Duration.ofSeconds(30),
                    () -> page.locator("#share").innerText().replace("\u202f", ""),
                    text -> text.contains("of " + REQUESTS));
            assertThat(share).contains(Integer.toString(treated)).contains("10%");
        }
    }
}
