package io.meshtrial.analytics.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Text from outside is text: on every page none of two hundred strings is run, makes an element, or breaks the layout.
 * Each round gives every field another of them; all rounds (every string in every field) with {@code meshtrial.proof=true}.
 */
class HostileStringsTest {

    private static final List<String> STRINGS = HostileStrings.all();
    private static final int QUICK_ROUNDS = 2;
    private static final String[] PAGES = {
        "/",
        "/experiments/search-ranking",
        "/experiments/search-ranking?tab=share",
        "/experiments/search-ranking?tab=latency",
        "/experiments/search-ranking?tab=segments",
        "/experiments/search-ranking/edit",
        "/experiments/search-ranking/edit?view=form",
        "/experiments/search-ranking/edit?refused=%3Cimg%20src%3Dx%20onerror%3Dwindow.hit%3D1%3E",
        "/experiments/search-ranking/verification",
        "/new",
    };

    private static final String WIDER = """
            () => document.documentElement.scrollWidth <= innerWidth ? []
              : [...document.querySelectorAll('body *')].filter((e) => e.checkVisibility() && !e.closest('.scroll') && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 90))""";

    private static final String MADE = """
            () => [...document.querySelectorAll('img, iframe, object, video, math, base, style, meta[http-equiv], main script, a[href^="javascript"], a[href^="data"], [onerror], [onload], [onfocus], [onmouseover]')].map((e) => e.outerHTML.slice(0, 90))""";

    private static int[] offsets() {
        int rounds = Boolean.getBoolean("meshtrial.proof") ? STRINGS.size() : QUICK_ROUNDS;
        return IntStream.range(0, rounds)
                .map(round -> round * STRINGS.size() / rounds)
                .toArray();
    }

    @Test
    void nothingIsRunNothingIsMadeOfItAndThePageStaysAsWideAsTheScreen() {
        Set<String> used = new HashSet<>();
        for (int offset : offsets()) {
            Poison poison = new Poison(STRINGS, offset);
            pour(poison, Stage.SERVER.play(Scenario.running()));
            used.addAll(poison.used());
            Page page = Stage.BROWSER.page(360, ColorScheme.DARK);
            for (String path : PAGES) {
                page.setViewportSize(360, 900);
                page.navigate(Stage.SERVER.address() + path);
                assertThat(page.locator("h1").first()).isVisible();
                page.waitForFunction("() => !document.querySelector('.later')");
                if (path.contains("/edit") || path.equals("/new")) {
                    page.locator("#own-request").fill(STRINGS.get(offset));
                    page.getByText("Explain", new Page.GetByTextOptions().setExact(true))
                            .click();
                    assertThat(page.locator(".skips li").first()).isVisible();
                }
                page.evaluate("() => document.querySelectorAll('details').forEach((d) => (d.open = true))");
                assertHarmless(page, path + " in the round of " + offset);
                page.setViewportSize(1440, 900);
                page.evaluate(
                        "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
                assertHarmless(page, path + " at 1440 in the round of " + offset);
            }
            assertThat(Stage.BROWSER.complaints()).isEmpty();
        }

        assertThat(used).containsAll(STRINGS);
    }

    @Test
    void aRefusalInHostileWordsIsOnlyShown() {
        for (int offset : offsets()) {
            JsonNode problem = new Poison(STRINGS, offset).pour(Examples.json("""
                    {'title': 'x', 'detail': 'x', 'traceId': 'x', 'errors': [{'pointer': 'x', 'detail': 'x', 'hint': 'x'}, {'pointer': 'x', 'detail': 'x', 'hint': 'x'}]}"""));
            Stage.SERVER.play(Scenario.running()).on("GET", "/api/v1/results/search-ranking", 409, problem);
            Page page = Stage.BROWSER.page(360, ColorScheme.LIGHT);
            page.navigate(Stage.SERVER.address() + "/experiments/search-ranking");
            assertThat(page.locator(".empty")).isVisible();
            assertHarmless(page, "a refusal in the round of " + offset);
        }
    }

    private static void pour(Poison poison, Scenario api) {
        for (JsonNode answer : List.of(api.results, api.experiment, api.plan, api.verification, api.routes)) {
            poison.pour(answer);
        }
        api.on("GET", "/api/v1/experiments", 200, Examples.experimentList(api.experiment));
        api.on("GET", "/api/v1/results", 200, poison.pour(Examples.resultList()));
        api.on("GET", "/api/v1/experiments/search-ranking/history", 200, poison.pour(Examples.history()));
        api.on("GET", "/api/v1/results/search-ranking/planning", 200, poison.pour(Examples.planning()));
        api.on("GET", "/api/v1/services", 200, poison.pour(Examples.services()));
        api.on("POST", "/api/v1/experiments/search-ranking/explain", 200, poison.pour(Examples.explanation()));
        api.on("POST", "/api/v1/plan/explain", 200, poison.pour(Examples.explanation()));
        api.on("GET", "/api/v1/experiments/search-ranking/approvals", 200, approvals(poison, api));
        api.on(
                "GET",
                "/api/v1/orphans",
                200,
                poison.pour(
                        Examples.json(
                                "[{'experiment': 'x', 'namespace': 'x', 'virtualService': 'x', 'state': null, 'revision': 3, 'routes': 2, 'variants': ['x', 'x']}]")));
    }

    /** One of the plan that is shown, so that its strip is shown too. */
    private static JsonNode approvals(Poison poison, Scenario api) {
        ObjectNode list = Examples.JSON.createObjectNode();
        ObjectNode approval = (ObjectNode) poison.pour(Examples.json("{'actor': 'x'}"));
        approval.set("planId", api.plan.path("planId"));
        approval.put("madeAt", "2026-11-22T10:00:00Z")
                .put("expiresAt", "2126-11-22T10:00:00Z")
                .putNull("usedAt");
        list.putArray("items").add(approval);
        return list.putNull("nextCursor");
    }

    private static void assertHarmless(Page page, String where) {
        assertThat(page.evaluate("window.hit ?? ({}).hit"))
                .as("run on " + where)
                .isNull();
        assertThat((List<?>) page.evaluate(MADE)).as("made of text on " + where).isEmpty();
        assertThat((List<?>) page.evaluate(WIDER))
                .as("wider than the screen on " + where)
                .isEmpty();
    }

    @Test
    void thereAreTwoHundredDifferentOnes() {
        Set<String> different = new HashSet<>(STRINGS);

        assertThat(different).hasSize(200);
    }
}
