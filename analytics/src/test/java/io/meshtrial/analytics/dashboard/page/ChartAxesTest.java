package io.meshtrial.analytics.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Where the charts put things, by what they draw: the numbers are those of the reference example. */
class ChartAxesTest {

    /** Half a pixel: positions are compared with arithmetic, not with pictures. */
    private static final double PIXEL = 0.5;

    /** Notes what each canvas writes, and each of its vertical lines; the last painting counts. */
    private static final String NOTE_DRAWING = """
            (() => {
              const drawn = window.drawn = new Map();
              const of = (ctx) => { if (!drawn.has(ctx.canvas)) drawn.set(ctx.canvas, {texts: [], lines: []}); return drawn.get(ctx.canvas); };
              const kind = CanvasRenderingContext2D.prototype;
              const {fillText, moveTo, lineTo, clearRect} = kind;
              let from = null;
              kind.clearRect = function (...box) { drawn.delete(this.canvas); return clearRect.apply(this, box); };
              kind.fillText = function (text, x, y) { of(this).texts.push({text, x, y}); return fillText.call(this, text, x, y); };
              kind.moveTo = function (x, y) { from = [x, y]; return moveTo.call(this, x, y); };
              kind.lineTo = function (x, y) {
                if (from && from[0] === x) of(this).lines.push({x, from: Math.min(from[1], y), to: Math.max(from[1], y)});
                from = [x, y];
                return lineTo.call(this, x, y);
              };
            })()""";

    private static final String DRAWN_IN = """
            chart => { const it = window.drawn.get(chart.querySelector('canvas')); return it ? {texts: it.texts, lines: it.lines} : {texts: [], lines: []}; }""";

    private Page page = Stage.BROWSER.page(1440, ColorScheme.LIGHT);
    private Scenario api = Stage.SERVER.play(Scenario.running());

    private Locator open() {
        page.addInitScript(NOTE_DRAWING);
        page.navigate(Stage.SERVER.address() + "/experiments/search-ranking");
        assertThat(page.locator("#latency svg.chart").first()).isVisible();
        return page.locator("mt-live");
    }

    private record Tick(String text, double x, double y) {}

    /** From 14 ms to 2.3 s: the steps 1, 2, 5 around them, each decade as wide as the next. */
    @Test
    void theLatencyAxisIsLogarithmic() {
        Locator chart = open().locator("#latency svg.chart").first();
        List<Tick> axis = ticks(chart).stream().filter(tick -> tick.y == 358).toList();
        double[] micros = {10e3, 20e3, 50e3, 100e3, 200e3, 500e3, 1e6, 2e6, 5e6};

        assertThat(axis)
                .extracting(Tick::text)
                .containsExactly("10 ms", "20", "50", "100", "200", "500", "1 s", "2 s", "5 s");
        double perDecade = (axis.get(6).x - axis.getFirst().x) / 2;
        assertThat(perDecade).isGreaterThan(100);
        for (int i = 0; i < micros.length; i++) {
            assertThat(axis.get(i).x)
                    .as(axis.get(i).text)
                    .isCloseTo(axis.getFirst().x + perDecade * Math.log10(micros[i] / micros[0]), within(PIXEL));
        }
        assertThat(chart).containsText("latency of requests, failures counted at the cap of 10 s (log axis)");

        // The control's rings lie where the axis says that its quantiles are.
        List<Double> rings = numbers(chart, "circle", "cx");
        List<Double> marked = new ArrayList<>();
        for (JsonNode point : api.results.at("/latency/curves/0/points")) {
            if (List.of(0.5, 0.95, 0.99).contains(point.path("p").asDouble())) {
                marked.add(axis.getFirst().x
                        + perDecade * Math.log10(point.path("value").asDouble() / micros[0]));
            }
        }
        assertThat(marked).hasSize(3);
        for (int i = 0; i < marked.size(); i++) {
            assertThat(rings.get(i)).isCloseTo(marked.get(i), within(PIXEL));
        }
    }

    /** Quantiles stand at the logarithm of their odds, the slow ones on top. */
    @Test
    void theQuantileAxisGivesTheTailRoom() {
        Locator chart = open().locator("#latency svg.chart").first();
        List<Tick> axis = ticks(chart).stream()
                .filter(tick -> tick.text.matches("p[0-9.]+") && tick.x == 36)
                .toList();

        assertThat(axis)
                .extracting(Tick::text)
                .containsExactly("p10", "p25", "p50", "p75", "p90", "p95", "p99", "p99.9");
        double odds = Math.log(9);
        double perLogit = (axis.get(0).y - axis.get(4).y) / (2 * odds);
        double[] quantiles = {0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999};
        for (int i = 0; i < quantiles.length; i++) {
            double logit = Math.log(quantiles[i] / (1 - quantiles[i]));
            assertThat(axis.get(i).y).isCloseTo(axis.get(0).y - perLogit * (logit + odds), within(PIXEL));
        }
    }

    /** Revisions 1, 2 and 3 of the example begin at 0, 40 and 100 minutes. */
    @Test
    void everyChartOverTimeMarksEveryRevisionAtItsTime() {
        open();
        Locator charts = page.locator("mt-share-chart, mt-effect-chart");
        assertThat(charts).hasCount(1 + api.results.path("effects").size());
        assertThat(minutes(1)).isEqualTo(40);
        assertThat(minutes(2)).isEqualTo(100);

        for (Locator chart : charts.all()) {
            String name = chart.locator("[role=img]").getAttribute("aria-label");
            page.waitForCondition(() -> !labels(chart).isEmpty());
            List<Map<String, Object>> labels = labels(chart);
            double first = number(labels.getFirst(), "x") - 4;
            assertThat(text(labels.getFirst())).as(name).startsWith("r1");
            assertThat(text(labels.getLast())).as(name).startsWith("r3");
            double perMinute = (number(labels.getLast(), "x") - 4 - first) / minutes(2);
            assertThat(perMinute).as(name).isPositive();
            List<Double> hairlines = list(chart, "lines").stream()
                    .filter(line -> number(line, "to") - number(line, "from") > 150)
                    .map(line -> number(line, "x"))
                    .toList();
            for (int revision = 0; revision < 3; revision++) {
                double at = first + perMinute * minutes(revision);
                assertThat(hairlines)
                        .as("r%d in %s", revision + 1, name)
                        .anySatisfy(x -> assertThat(x).isCloseTo(at, within(PIXEL)));
            }
            for (Map<String, Object> label : labels) {
                int revision = Integer.parseInt(text(label).substring(1, 2)) - 1;
                assertThat(number(label, "x") - 4)
                        .as("%s in %s", label, name)
                        .isCloseTo(first + perMinute * minutes(revision), within(PIXEL));
            }
        }
        assertThat(page.locator("#latency header")).containsText("r3");
    }

    private double minutes(int revision) {
        JsonNode revisions = api.results.at("/experiment/revisions");
        Instant first = Instant.parse(revisions.get(0).path("at").asString());
        Instant begun = Instant.parse(revisions.get(revision).path("at").asString());
        return Duration.between(first, begun).toMillis() / 60_000.0;
    }

    /** Names of revisions, from left to right. */
    private static List<Map<String, Object>> labels(Locator chart) {
        return list(chart, "texts").stream()
                .filter(label -> text(label).matches("r\\d( .*)?"))
                .sorted(Comparator.comparingDouble(text -> number(text, "x")))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Locator chart, String what) {
        return ((Map<String, List<Map<String, Object>>>) chart.evaluate(DRAWN_IN)).getOrDefault(what, List.of());
    }

    private static String text(Map<String, Object> of) {
        return String.valueOf(of.get("text"));
    }

    private static double number(Map<String, Object> of, String name) {
        return ((Number) Objects.requireNonNull(of.get(name))).doubleValue();
    }

    private static List<Tick> ticks(Locator chart) {
        return chart.locator("text").all().stream()
                .map(text -> new Tick(
                        text.textContent(),
                        Double.parseDouble(text.getAttribute("x")),
                        Double.parseDouble(text.getAttribute("y"))))
                .toList();
    }

    private static List<Double> numbers(Locator chart, String element, String attribute) {
        return chart.locator(element).all().stream()
                .map(found -> Double.parseDouble(found.getAttribute(attribute)))
                .toList();
    }
}
