package io.meshtrial.analytics.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How fast the page is: figures, not verdicts, since they depend on the machine. {@code benchmarks/page} runs one of
 * them at a time, named by {@code meshtrial.speed}, and shows what it says as it says it. With {@code meshtrial.page}
 * (an experiment's address) and {@code meshtrial.token} (a file) the first chart is timed on a running ring, else on
 * the reference example. Its name keeps it out of other runs.
 */
class PageSpeed {

    private static final int RUNS = 10;
    private static final int UPDATES = 40;
    private static final double MIB = 1024 * 1024;

    /** Milliseconds from navigation to the frame behind the one that holds the first chart. */
    private static final String FIRST_CHART = """
            new MutationObserver((changes, observer) => {
              if (!document.querySelector('.plot-host canvas, svg.chart')) return;
              observer.disconnect();
              requestAnimationFrame(() => requestAnimationFrame(() => (window.firstChart = performance.now())));
            }).observe(document, {childList: true, subtree: true});""";

    /**
     * The main thread's work in each frame that follows a change, until nothing more is drawn: from the beginning of the
     * frame's callbacks to the first task behind its painting (HTML standard, "update the rendering").
     */
    private static final String FRAMES = """
            async ([kind, times]) => {
              const live = document.querySelector('mt-live');
              const change = {
                tick: (i) => { live.now = Date.now() + i * 1000; },
                snapshot: () => { live.results = {...live.results, effects: live.results.effects.map((e) => ({...e}))}; },
              }[kind];
              const behind = new MessageChannel();
              const frame = (work) => new Promise((done) => requestAnimationFrame(() => {
                const began = performance.now();
                work();
                behind.port1.onmessage = () => done(performance.now() - began);
                behind.port2.postMessage(0);
              }));
              const worst = [];
              for (let i = 0; i < times; i += 1) {
                const millis = [await frame(() => change(i))];
                for (let more = 0; more < 12; more += 1) millis.push(await frame(() => {}));
                worst.push(Math.max(...millis));
              }
              return worst;
            }""";

    private final Scenario api = Stage.SERVER.play(Scenario.running());

    @Test
    @EnabledIfSystemProperty(named = "meshtrial.speed", matches = "chart")
    void firstChartAfterNavigationWithAColdCache() throws IOException {
        String address = System.getProperty("meshtrial.page", Stage.SERVER.address() + "/experiments/search-ranking");
        String tokenFile = System.getProperty("meshtrial.token", "");
        String token =
                tokenFile.isEmpty() ? "" : Files.readString(Path.of(tokenFile)).strip();
        Figures millis = new Figures();
        for (int run = 0; run < RUNS; run++) {
            Page page = Stage.BROWSER.page(1440, ColorScheme.LIGHT);
            page.addInitScript("localStorage.setItem('meshtrial.token', '" + token + "')");
            page.addInitScript(FIRST_CHART);
            page.navigate(address);
            page.waitForFunction("() => window.firstChart");
            millis.add(((Number) page.evaluate("window.firstChart")).doubleValue());
            Figures.say("first chart, cold start %d: %.0f ms".formatted(run + 1, millis.last()));
        }
        Figures.say("first chart after navigation, cold cache: " + millis + " ms");
    }

    @Test
    @EnabledIfSystemProperty(named = "meshtrial.speed", matches = "frame")
    void frameWithTwentyMetricsOf3600Points() throws IOException {
        BigResults.grow(api.results, 20, 3600);
        Page page = Stage.BROWSER.page(1440, ColorScheme.LIGHT);
        page.navigate(Stage.SERVER.address() + "/experiments/search-ranking");
        assertThat(page.locator("#effects canvas").first()).isVisible();
        page.evaluate("document.querySelector('#effects').scrollIntoView()");
        for (String kind : new String[] {"tick", "snapshot"}) {
            page.evaluate(FRAMES, new Object[] {kind, UPDATES / 2});
            Figures millis = new Figures();
            for (Object one : (Iterable<?>) page.evaluate(FRAMES, new Object[] {kind, UPDATES})) {
                millis.add(((Number) one).doubleValue());
            }
            Figures.say("longest frame after a %s, 20 metrics of 3 600 points: %s ms".formatted(kind, millis));
        }
    }

    /**
     * Every update of eight hours, and one tick of the clock for each: what leaks, leaks with what is drawn. The engine
     * interprets only: the machine code that it makes of functions over the hours would be counted as heap, and is none of
     * the page's.
     */
    @Test
    @EnabledIfSystemProperty(named = "meshtrial.speed", matches = "heap")
    void heapAfterEightSimulatedHours() throws IOException {
        Duration step = Duration.ofSeconds(Integer.getInteger("meshtrial.speed.step", 20));
        try (Chromium interpreting = new Chromium("--js-flags=--jitless")) {
            hours(interpreting.page(1440, ColorScheme.LIGHT), step);
        }
    }

    private void hours(Page page, Duration step) throws IOException {
        page.clock().install();
        page.navigate(Stage.SERVER.address() + "/experiments/search-ranking");
        assertThat(page.locator("#effects canvas").first()).isVisible();
        Awaitility.await().until(() -> api.openStreams() >= 2);
        CDPSession devTools = page.context().newCDPSession(page);
        double first = 0;
        for (int hour = 1; hour <= 8; hour++) {
            anHour(page, hour, step);
            // What only the next collection may take, such as what finalizers held, is no leak either.
            for (int pass = 0; pass < 3; pass++) {
                devTools.send("HeapProfiler.collectGarbage");
            }
            double heap = devTools.send("Runtime.getHeapUsage").get("usedSize").getAsDouble();
            first = hour == 1 ? heap : first;
            Figures.say("heap after hour %d, an update every %d s: %.2f MiB, %.3f of the first"
                    .formatted(hour, step.toSeconds(), heap / MIB, heap / first));
        }
    }

    private void anHour(Page page, int hour, Duration step) throws IOException {
        for (long update = 0; update < Duration.ofHours(1).dividedBy(step); update++) {
            page.clock().fastForward(step.toMillis());
            String now = Instant.ofEpochMilli(((Number) page.evaluate("Date.now()")).longValue())
                    .toString();
            String snapshot = hour + "-" + update;
            api.results.put("snapshot", snapshot).put("asOf", now).put("lastEventAt", now);
            api.push();
            page.waitForCondition(
                    () -> snapshot.equals(page.evaluate("document.querySelector('mt-live').results.snapshot")));
        }
    }
}
