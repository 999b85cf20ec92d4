package io.meshtrial.analytics.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pictures for the documentation, of every page in both widths and themes and of every state: {@code benchmarks/screenshots}.
 * Its name keeps it out of other runs.
 */
@EnabledIfSystemProperty(named = "meshtrial.screenshots", matches = ".+")
class PageScreenshots {

    private static final int[] WIDTHS = {1440, 360};
    private static final ColorScheme[] THEMES = {ColorScheme.LIGHT, ColorScheme.DARK};

    private static final int LEAST_HEIGHT = 480;

    /** Pixels, by width: narrow pages have below one another what wide ones have beside. */
    private static final Map<Integer, Integer> STATE_HEIGHTS = Map.of(WIDTHS[0], 760, WIDTHS[1], 1640);

    private record Subject(String name, String path) {}

    private static final Subject[] PAGES = {
        new Subject("list", "/"),
        new Subject("live", "/experiments/search-ranking"),
        new Subject("edit", "/experiments/search-ranking/edit"),
        new Subject("new", "/new"),
        new Subject("verify", "/experiments/search-ranking/verification"),
    };

    static Stream<Arguments> pages() {
        return Arrays.stream(PAGES)
                .flatMap(subject -> looks().map(look -> Arguments.of(subject, look.get()[0], look.get()[1])));
    }

    static Stream<Arguments> states() {
        return Arrays.stream(PageState.values())
                .flatMap(state -> Arrays.stream(THEMES).map(theme -> Arguments.of(state, theme)));
    }

    private static Stream<Arguments> looks() {
        return Arrays.stream(WIDTHS)
                .boxed()
                .flatMap(width -> Arrays.stream(THEMES).map(theme -> Arguments.of(width, theme)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void page(Subject subject, int width, ColorScheme theme) throws IOException {
        Stage.SERVER.play(Scenario.running());
        Page page = Stage.BROWSER.page(width, theme);
        page.navigate(Stage.SERVER.address() + subject.path());
        assertThat(page.locator("h1").first()).isVisible();
        page.waitForFunction("() => !document.querySelector('.later > .skel')");
        draw(page, "page-" + subject.name(), width, theme, Integer.MAX_VALUE);
    }

    /** The first screen is enough: what tells a state from the others stands on top. */
    @ParameterizedTest
    @MethodSource("states")
    void state(PageState state, ColorScheme theme) throws IOException {
        Page page = Stage.BROWSER.page(WIDTHS[0], theme);
        state.show(page, Stage.SERVER);
        for (int width : WIDTHS) {
            page.setViewportSize(width, LEAST_HEIGHT);
            page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
            draw(page, "states/" + state.slug(), width, theme, STATE_HEIGHTS.getOrDefault(width, LEAST_HEIGHT));
        }
    }

    private static void draw(Page page, String name, int width, ColorScheme theme, int atMost) throws IOException {
        int height = Math.min(atMost, (Integer) page.evaluate("document.documentElement.scrollHeight"));
        page.setViewportSize(width, height);
        Path file = Path.of("..", System.getProperty("meshtrial.screenshots"))
                .resolve("%s-%d-%s.png".formatted(name, width, theme.name().toLowerCase(Locale.ROOT)));
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(file, Palette.reduce(page.screenshot()));
    }
}
