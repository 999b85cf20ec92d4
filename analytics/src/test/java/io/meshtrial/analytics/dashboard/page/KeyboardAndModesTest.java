package io.meshtrial.analytics.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Contrast;
import com.microsoft.playwright.options.ForcedColors;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The whole way by keyboard alone; and what people ask of their browser: less motion, their colours, four times the size. */
class KeyboardAndModesTest {

    private static final PageServer SERVER = Stage.SERVER;
    private static final int MOST_TABS = 60;

    private final Page page = Stage.BROWSER.page(1440, ColorScheme.LIGHT);
    private final Scenario api = SERVER.play(Scenario.running());

    private void tabTo(String selector) {
        goTo(selector, "Tab");
    }

    /** Goes on, or back, until the focus is there, as someone without a mouse would. */
    private void goTo(String selector, String key) {
        for (int tab = 0; tab < MOST_TABS; tab++) {
            page.keyboard().press(key);
            if ((Boolean) page.evaluate("(selector) => document.activeElement.matches(selector)", selector)) {
                return;
            }
        }
        throw new AssertionError(selector + " is not reached by " + MOST_TABS + " times " + key);
    }

    @Test
    void createPlanApplyWatchAndRollBackNeedNoMouse() {
        ((ArrayNode) api.plan.path("findings")).removeAll();
        ObjectNode status = (ObjectNode) api.experiment.path("status");
        status.put("state", "DRAFT");
        api.on("POST", "/api/v1/experiments", 201, api.experiment);
        page.navigate(SERVER.address() + "/");
        assertThat(page.locator(".list tbody tr").first()).isVisible();

        page.keyboard().press("n");
        assertThat(page.locator("input[name=id]")).isFocused();
        page.keyboard().type("search-ranking");
        tabTo(".rules-text textarea");
        page.keyboard().type("10% of Firefox to v2");
        assertThat(page.locator(".applybar")).containsText("Ready.");
        assertThat(page.locator(".who-table tbody tr").first()).isVisible();
        tabTo(".applybar .primary");
        status.put("state", "RUNNING");
        page.keyboard().press("Enter");

        assertThat(page.locator("#verdict-word")).isVisible();
        page.keyboard().press("3");
        assertThat(page.locator("#guardrails")).isFocused();
        page.keyboard().press("1");
        assertThat(page.locator("#verdict-word")).isFocused();
        goTo(".head .btn.danger", "Shift+Tab");
        page.keyboard().press("Enter");
        page.keyboard().type("by keyboard");
        page.waitForResponse("**/rollback", () -> page.keyboard().press("Enter"));
    }

    @Test
    void withLessMotionNothingMoves() {
        page.navigate(SERVER.address() + "/experiments/search-ranking");
        assertThat(page.locator("#verdict-word")).isVisible();

        assertThat(page.evaluate("document.getAnimations().length")).isEqualTo(0);
        assertThat(page.evaluate("""
                [...document.querySelectorAll('body *')].filter((e) => { const s = getComputedStyle(e); return s.animationName !== 'none' || parseFloat(s.transitionDuration) > 0; }).length""")).isEqualTo(0);
    }

    @Test
    void inForcedColoursFramesCarryWhatGroundsCarryElsewhere() {
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        page.navigate(SERVER.address() + "/");
        assertThat(page.locator(".list .chip").first()).isVisible();
        assertThat(frames(".chip, .btn.primary")).isEmpty();

        page.navigate(SERVER.address() + "/experiments/search-ranking");
        assertThat(page.locator("#verdict-word")).isVisible();
        assertThat(frames(".verdict, .head .btn")).isEmpty();
    }

    /** Oracle: WCAG 1.4.6 and 1.4.11, each a step above what holds without being asked: text 7, lines 4.5. */
    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void withMoreContrastNoTextOrLineIsFaint(ColorScheme theme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
        page.navigate(SERVER.address() + "/experiments/search-ranking");
        assertThat(page.locator("#verdict-word")).isVisible();
        double usual = contrast("--line");

        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme).setContrast(Contrast.MORE));

        for (String text : List.of("--ink", "--ink-2", "--ink-3", "--good-ink", "--harm-ink", "--warn-ink", "--link")) {
            assertThat(contrast(text)).as("%s, %s", text, theme).isGreaterThanOrEqualTo(7);
        }
        for (String line : List.of("--line", "--line-2", "--edge", "--control", "--treat", "--good", "--harm")) {
            assertThat(contrast(line)).as("%s, %s", line, theme).isGreaterThanOrEqualTo(4.5);
        }
        assertThat(usual).as("a hairline where nobody asks").isLessThan(3);
    }

    /** Of a colour as the page resolves it, against the page's ground (WCAG 2.2, relative luminance). */
    private double contrast(String token) {
        return ((Number) page.evaluate("""
                (token) => {
                  const probe = document.body.appendChild(document.createElement('i'));
                  const luminance = (name) => {
                    probe.style.color = `var(${name})`;
                    const [r, g, b] = getComputedStyle(probe).color.match(/[\\d.]+/g).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
                    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
                  };
                  const [a, b] = [luminance(token), luminance('--bg')].sort((x, y) => y - x);
                  probe.remove();
                  return (a + 0.05) / (b + 0.05);
                }""", token)).doubleValue();
    }

    private List<?> frames(String selector) {
        return (List<?>) page.evaluate("""
                (selector) => [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility() && !(parseFloat(getComputedStyle(e).borderTopWidth) > 0)).map((e) => e.outerHTML.slice(0, 90))""", selector);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/experiments/search-ranking",
                "/experiments/search-ranking/edit",
                "/experiments/search-ranking/verification",
                "/new"
            })
    void fourTimesAsLargeItNeedsNoScrollingSidewaysAndNothingCoversTheFocus(String path) {
        page.setViewportSize(1440 / 4, 900 / 4);
        page.navigate(SERVER.address() + path);
        assertThat(page.locator("h1").first()).isVisible();

        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(360);
        assertThat(
                        page.evaluate(
                                "[...document.querySelectorAll('.applybar, .bottom')].filter((e) => e.checkVisibility() && ['fixed', 'sticky'].includes(getComputedStyle(e).position)).length"))
                .isEqualTo(0);
    }
}
