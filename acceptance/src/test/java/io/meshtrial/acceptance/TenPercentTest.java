package io.meshtrial.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.meshtrial.acceptance.ring.Await;
import io.meshtrial.acceptance.ring.Chromium;
import io.meshtrial.acceptance.ring.Ring;
import io.meshtrial.acceptance.ring.Visits;
import io.meshtrial.acceptance.ring.Visits.Visit;
import io.meshtrial.acceptance.ring.WithRing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** "10% to v2": the split that was asked for, in every browser, every event counted, and the page saying so. */
@ExtendWith(WithRing.class)
class TenPercentTest {

    private static final int REQUESTS = 2_000;
    private static final List<String> BROWSERS = List.of(Visits.CHROME, Visits.EDGE, Visits.FIREFOX, Visits.SAFARI);
    private static final Visit V1 = new Visit(200, "v1");
    private static final Visit V2 = new Visit(200, "v2");
    private static final double ALPHA = 0.001;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void everyBrowserIsSplitTenToNinetyAndEveryRequestIsCounted(Ring ring) throws Exception {
        ring.startExperiment("ten-percent", "50% to v2");
        ring.changeRules("ten-percent", "10% to v2");
        try {
            Map<String, Map<Visit, Integer>> sent = ring.visits().many(REQUESTS, BROWSERS);

            int treated = sent.values().stream()
                    .mapToInt(of -> of.getOrDefault(V2, 0))
                    .sum();
            assertThat(sent).containsOnlyKeys(BROWSERS);
            sent.forEach((browser, visits) -> {
                assertThat(visits).as(browser).containsOnlyKeys(V1, V2);
                assertThat(visits.values().stream().mapToInt(i -> i).sum()).isEqualTo(REQUESTS / BROWSERS.size());
                // Together the four are missed by chance as rarely as the total alone.
                assertIsTenPercent(
                        browser, visits.getOrDefault(V2, 0), REQUESTS / BROWSERS.size(), ALPHA / BROWSERS.size());
            });
            assertIsTenPercent("all browsers", treated, REQUESTS, ALPHA);

            Map<String, Integer> expected = Map.of("v1", REQUESTS - treated, "v2", treated);
            Await.until(
                    "all events are counted: " + expected,
                    PATIENCE,
                    () -> requestsByVariant(ring.results("ten-percent")),
                    counts -> counts.values().stream().mapToInt(i -> i).sum() >= REQUESTS);
            // A duplicate would come last, and be seen.
            ring.awaitDelivered(PATIENCE);
            assertThat(requestsByVariant(ring.results("ten-percent"))).isEqualTo(expected);
            thePageShows(ring, treated);
        } finally {
            ring.stopExperiment("ten-percent");
        }
    }

    /** The central interval of a binomial with probability 0.1, by its exact quantiles. */
    private static void assertIsTenPercent(String what, int treated, int of, double alpha) {
        BinomialDistribution draws = BinomialDistribution.of(of, 0.1);

        assertThat(treated)
                .as("requests of %s to v2, of %d", what, of)
                .isBetween(draws.inverseCumulativeProbability(alpha / 2), draws.inverseSurvivalProbability(alpha / 2));
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
            Locator newest = page.locator("#share .share-pair tbody tr").first();
            List<String> cells = Await.until(
                    "the page counts all requests of the newest revision",
                    PATIENCE,
                    () -> newest.locator("th, td").allInnerTexts().stream()
                            .map(TenPercentTest::plain)
                            .toList(),
                    row -> row.size() > 3 && row.get(3).endsWith(" of " + REQUESTS));
            assertThat(cells)
                    .as("revision, target, observed, units, time to effect")
                    .hasSize(5);
            assertThat(cells.get(0)).matches("r2 \\d\\d:\\d\\d.*");
            assertThat(cells.get(1)).isEqualTo("10 %");
            assertThat(cells.get(3)).isEqualTo(treated + " of " + REQUESTS);

            page.locator("#method > summary").click();
            Map<String, Integer> counted = new TreeMap<>();
            for (Locator row : page.locator("#method .scroll tbody tr").all()) {
                List<String> arm = row.locator("td").allInnerTexts();
                counted.merge(arm.get(0), Integer.parseInt(plain(arm.get(3))), Integer::sum);
            }
            assertThat(counted).isEqualTo(Map.of("v1", REQUESTS - treated, "v2", treated));
        }
    }

    /** Without the spaces that group digits, and with one ordinary space for any other gap. */
    private static String plain(String text) {
        return text.replaceAll("(?<=\\d)\u202f(?=\\d)", "")
                .replaceAll("[\\s\u202f]+", " ")
                .strip();
    }
}
