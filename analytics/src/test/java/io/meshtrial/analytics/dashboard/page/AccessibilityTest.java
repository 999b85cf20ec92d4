package io.meshtrial.analytics.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules of axe-core (WCAG 2.2 AA) on every page, contrast of every text as drawn, and size of every target. */
class AccessibilityTest {

    private static final PageServer SERVER = Stage.SERVER;
    private static final Chromium BROWSER = Stage.BROWSER;
    private static final String AXE = axe();

    private static String axe() {
        try (InputStream in = AccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Page open(String path, int width, ColorScheme theme) {
        SERVER.play(Scenario.running());
        Page page = BROWSER.page(width, theme);
        page.navigate(SERVER.address() + path);
        assertThat(page.locator("h1, .empty h2").first()).isVisible();
        return page;
    }

    @ParameterizedTest
    @CsvSource({
        "/, 1440, LIGHT",
        "/, 360, DARK",
        "/?q=nothing, 1440, DARK",
        "/experiments/search-ranking, 1440, LIGHT",
        "/experiments/search-ranking, 1440, DARK",
        "/experiments/search-ranking, 900, LIGHT",
        "/experiments/search-ranking?tab=segments, 360, LIGHT",
        "/experiments/search-ranking?tab=share, 360, DARK",
        "/experiments/search-ranking?tab=latency, 360, LIGHT",
        "/experiments/search-ranking/edit, 1440, LIGHT",
        "/experiments/search-ranking/edit?view=form, 360, DARK",
        "/experiments/search-ranking/edit?waits=p-1, 360, LIGHT",
        "/experiments/search-ranking/edit?approve=p-1, 1440, DARK",
        "/new, 1440, DARK",
        "/experiments/search-ranking/verification, 1440, LIGHT",
        "/experiments/search-ranking/verification, 360, DARK",
        "/no-such-page, 1440, LIGHT",
    })
    void axeFindsNothingOnAnyPage(String path, int width, ColorScheme theme) {
        assertThat(violations(open(path, width, theme))).isEmpty();
    }

    /** Every state that a page can be in, by the answer that brings it there. */
    @ParameterizedTest
    @EnumSource(PageState.class)
    void axeFindsNothingInAnyState(PageState state) {
        Page page = BROWSER.page(
                state.ordinal() % 2 == 0 ? 1440 : 360, state.ordinal() % 3 == 0 ? ColorScheme.DARK : ColorScheme.LIGHT);
        state.show(page, SERVER);

        assertThat(violations(page)).isEmpty();
    }

    /** What opens on a page: drawers, tables, help, the question before a move, an explanation, signing in. */
    @Test
    void axeFindsNothingInWhatOpens() {
        Page page = open("/experiments/search-ranking", 1440, ColorScheme.LIGHT);
        page.evaluate("() => document.querySelectorAll('details').forEach((d) => (d.open = true))");
        assertThat(violations(page)).as("drawers and tables").isEmpty();
        page.locator(".head .btn.danger").click();
        assertThat(page.locator("dialog input")).isFocused();
        assertThat(violations(page)).as("the question before a move").isEmpty();
        page.keyboard().press("Escape");
        page.keyboard().press("?");
        assertThat(page.locator("mt-key-help dialog, mt-key-help h2").first()).isVisible();
        assertThat(violations(page)).as("keys").isEmpty();

        page = open("/experiments/search-ranking/edit", 360, ColorScheme.DARK);
        page.locator("#own-request").fill("curl http://catalog.example/Weather");
        page.getByText("Explain", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".skips li").first()).isVisible();
        page.evaluate("() => document.querySelectorAll('details').forEach((d) => (d.open = true))");
        assertThat(violations(page)).as("an explanation").isEmpty();

        page = open("/", 360, ColorScheme.LIGHT);
        page.evaluate("() => window.dispatchEvent(new Event('mt-unauthorised'))");
        assertThat(page.locator("mt-sign-in input")).isVisible();
        assertThat(violations(page)).as("signing in").isEmpty();
    }

    private static List<?> violations(Page page) {
        page.evaluate(AXE);
        return (List<?>) page.evaluate("""
                async () => (await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}))
                  .violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 160)}`))""");
    }

    /** Tokens as computed in the built page; 4.5 for text, 3 for marks (WCAG 2.2, 1.4.3 and 1.4.11). */
    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void textAndMarksStandOutFromTheirGround(ColorScheme theme) {
        Page page = open("/", 1440, theme);

        Object low = page.evaluate("""
                () => {
                  const probe = document.body.appendChild(document.createElement('span'));
                  const rgb = (token) => { probe.style.color = `var(--${token})`; return getComputedStyle(probe).color.match(/[\\d.]+/g).slice(0, 3).map(Number); };
                  const light = (c) => { const l = c.map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * l[0] + 0.7152 * l[1] + 0.0722 * l[2]; };
                  const ratio = (a, b) => { const [x, y] = [light(rgb(a)), light(rgb(b))].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
                  const text = ['ink', 'ink-2', 'ink-3', 'control', 'treat', 'treat-2', 'treat-3', 'good-ink', 'harm-ink', 'warn-ink', 'note-ink', 'link'];
                  const marks = ['control', 'treat', 'treat-2', 'treat-3', 'good', 'harm', 'warn', 'edge', 'focus'];
                  const chips = ['good', 'harm', 'warn', 'note', 'mute'].map((t) => [`${t}-ink`, `${t}-bg`, 4.5]);
                  const all = [...['bg', 'panel'].flatMap((g) => [...text.map((t) => [t, g, 4.5]), ...marks.map((t) => [t, g, 3])]), ...chips, ['on-solid', 'solid', 4.5]];
                  const found = all.map(([a, b, need]) => [a, b, need, ratio(a, b)]).filter(([, , need, has]) => !(has >= need)).map((r) => r.join(' '));
                  probe.remove();
                  return found;
                }""");

        assertThat((List<?>) low).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/",
        "/experiments/search-ranking",
        "/experiments/search-ranking/edit",
        "/experiments/search-ranking/edit?view=form",
        "/experiments/search-ranking/verification",
        "/new"
    })
    void targetsAreFortyFourHighOnSmallScreens(String path) {
        Page page = open(path, 360, ColorScheme.LIGHT);

        Object small = page.evaluate("""
                () => [...document.querySelectorAll('button, summary, select, input:not([type=checkbox]), a.btn, a.lcard, .bar a, .crumb a')]
                  .filter((e) => e.checkVisibility({visibilityProperty: true}) && !e.closest('.skip'))
                  .map((e) => [e, (e.closest('.search, .pick') ?? e).getBoundingClientRect().height])
                  .filter(([e, h]) => h > 0 && h < 44).map(([e, h]) => `${h} ${e.outerHTML.slice(0, 120)}`)""");

        assertThat((List<?>) small).isEmpty();
    }

    @Test
    void arrowKeysWalkAlongAChartAndReadItsPoints() {
        Page page = open("/experiments/search-ranking", 1440, ColorScheme.LIGHT);
        var walker = page.locator("#effects [role=slider]").first();
        walker.focus();
        String last = Objects.requireNonNull(walker.getAttribute("aria-valuetext"));

        page.keyboard().press("ArrowLeft");

        assertThat(last).contains("r3: +1.2\u202f% (\u22120.7 to +3.1)");
        assertThat(walker).not().hasAttribute("aria-valuetext", last);
        assertThat(walker.getAttribute("aria-valuetext")).contains("r3:");
    }

    @Test
    void sectionsMethodAndTableHaveKeys() {
        Page page = open("/experiments/search-ranking", 1440, ColorScheme.LIGHT);

        page.keyboard().press("3");
        assertThat(page.locator("#guardrails")).isFocused();
        page.keyboard().press("m");
        assertThat(page.locator("#method")).hasAttribute("open", "");
        page.keyboard().press("1");
        page.keyboard().press("t");
        assertThat(page.locator("details.twin[open]")).hasCount(1);
    }
}
