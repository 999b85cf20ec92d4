package io.meshtrial.analytics.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonElement;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How fast the page is; figures are written to {@code target/page-speed.txt}, not asserted, since they depend on the machine. {@code benchmarks/page}
 * runs it. With {@code meshtrial.page} (an experiment's address) and {@code meshtrial.token} (a file) the first chart is
 * timed on a running ring, else on the reference example. Its name keeps it out of other runs.
 */
@EnabledIfSystemProperty(named = "meshtrial.speed", matches = "true")
class PageSpeed {

    private static final int RUNS = 10;
    private static final int UPDATES = 60;
    private static final int SECONDS_BETWEEN = 20;
    private static final double MIB = 1024 * 1024;
    private static final Path REPORT = Path.of("target", "page-speed.txt");

    /** Milliseconds from navigation to the frame behind the one that holds the first chart. */
    private static final String FIRST_CHART = """
            new MutationObserver((changes, observer) => {
              if (!document.querySelector('.plot-host canvas, svg.chart')) return;
              observer.disconnect();
              requestAnimationFrame(() => requestAnimationFrame(() => (window.firstChart = performance.now())));
            }).observe(document, {childList: true, subtree: true});""";

    private static final int PER_HOUR = 3600 / SECONDS_BETWEEN;

    private final Scenario api = Stage.SERVER.play(Scenario.running());

    @Test
    void firstChartAfterNavigationWithAColdCache() throws IOException {
        String address = System.getProperty("meshtrial.page", Stage.SERVER.address() + "/experiments/search-ranking");
        String tokenFile = System.getProperty("meshtrial.token", "");
        String token =
                tokenFile.isEmpty() ? "" : Files.readString(Path.of(tokenFile)).strip();
        double[] millis = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            Page page = Stage.BROWSER.page(1440, ColorScheme.LIGHT);
            page.addInitScript("localStorage.setItem('meshtrial.token', '" + token + "')");
            page.addInitScript(FIRST_CHART);
            page.navigate(address);
            page.waitForFunction("() => window.firstChart");
            millis[run] = ((Number) page.evaluate("window.firstChart")).doubleValue();
        }
        double median = DoubleStream.of(millis)
                .sorted()
                .skip(RUNS / 2 - 1)
                .limit(2)
                .average()
                .orElseThrow();
        report("first chart after navigation: median %.0f ms, at most %.0f ms of %d"
                .formatted(median, DoubleStream.of(millis).max().orElseThrow(), RUNS));
    }

    /** Main-thread work for one frame: of a tick of the clock, and of a whole new snapshot. */
    @Test
    void frameWithTwentyMetricsOf3600Points() throws IOException {
        BigResults.grow(api.results, 20, 3600);
        Page page = open();
        CDPSession devTools = page.context().newCDPSession(page);
        devTools.send("Performance.enable");
        double before = busy(devTools);
        page.evaluate(
                "async (n) => { const live = document.querySelector('mt-live'); for (let i = 0; i < n; i += 1) { live.now = Date.now() + i * 1000; await live.updateComplete; await new Promise(requestAnimationFrame); } }",
                UPDATES);
        double tick = (busy(devTools) - before) / UPDATES;
        before = busy(devTools);
        page.evaluate("""
                async (n) => {
                  const live = document.querySelector('mt-live');
                  for (let i = 0; i < n; i += 1) {
                    live.results = {...live.results, effects: live.results.effects.map((e) => ({...e}))};
                    await live.updateComplete;
                    await new Promise(requestAnimationFrame);
                  }
                }""", UPDATES);
        double snapshot = (busy(devTools) - before) / UPDATES;
        report("20 metrics of 3 600 points: %.1f ms for a tick of the clock, %.1f ms for a new snapshot"
                .formatted(tick * 1000, snapshot * 1000));
    }

    /** Every update of eight hours, and one tick of the clock for each: what leaks, leaks with what is drawn. */
    @Test
    void heapAfterEightSimulatedHours() throws IOException {
        Page page = Stage.BROWSER.page(1440, ColorScheme.LIGHT);
        page.clock().install();
        page.navigate(Stage.SERVER.address() + "/experiments/search-ranking");
        assertThat(page.locator("#effects canvas").first()).isVisible();
        Awaitility.await().until(() -> api.openStreams() >= 2);
        CDPSession devTools = page.context().newCDPSession(page);
        hours(page, 1);
        double first = heap(devTools);
        hours(page, 7);
        double last = heap(devTools);
        report("heap: %.2f MiB after one hour, %.2f MiB after eight, ratio %.3f"
                .formatted(first / MIB, last / MIB, last / first));
    }

    private static void report(String line) throws IOException {
        Files.writeString(REPORT, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Page open() {
        Page page = Stage.BROWSER.page(1440, ColorScheme.LIGHT);
        page.navigate(Stage.SERVER.address() + "/experiments/search-ranking");
        assertThat(page.locator("#effects canvas").first()).isVisible();
        return page;
    }

    private void hours(Page page, int hours) throws IOException {
        for (int i : IntStream.range(0, hours * PER_HOUR).toArray()) {
            page.clock().fastForward(SECONDS_BETWEEN * 1000L);
            String snapshot = hours + "-" + i;
            api.results.put("snapshot", snapshot);
            api.push();
            page.waitForCondition(
                    () -> snapshot.equals(page.evaluate("document.querySelector('mt-live').results.snapshot")));
        }
    }

    private static double heap(CDPSession devTools) {
        devTools.send("HeapProfiler.collectGarbage");
        return devTools.send("Runtime.getHeapUsage").get("usedSize").getAsDouble();
    }

    /** Seconds that the page's tasks have taken so far. */
    private static double busy(CDPSession devTools) {
        for (JsonElement metric : devTools.send("Performance.getMetrics").getAsJsonArray("metrics")) {
            if (metric.getAsJsonObject().get("name").getAsString().equals("TaskDuration")) {
                return metric.getAsJsonObject().get("value").getAsDouble();
            }
        }
        throw new IllegalStateException("The browser does not say how long its tasks took.");
    }
}
