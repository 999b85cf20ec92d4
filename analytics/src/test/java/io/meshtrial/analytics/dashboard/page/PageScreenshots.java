package io.meshtrial.analytics.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Pictures for the documentation: {@code mvn -pl analytics -am test -Dtest=PageScreenshots
 * -Dmeshtrial.screenshots=docs/images -Dsurefire.failIfNoSpecifiedTests=false}. Its name keeps it out of other runs.
 */
@EnabledIfSystemProperty(named = "meshtrial.screenshots", matches = ".+")
class PageScreenshots {

    private static final PageServer SERVER = new PageServer();
    private static final Chromium BROWSER = new Chromium();

    @AfterAll
    static void close() {
        BROWSER.close();
        SERVER.close();
    }

    @ParameterizedTest
    @CsvSource({
        "list, /, 1440, LIGHT", "list, /, 360, DARK",
        "live, /experiments/search-ranking, 1440, LIGHT", "live, /experiments/search-ranking, 360, DARK",
        "edit, /experiments/search-ranking/edit, 1440, LIGHT", "edit, /experiments/search-ranking/edit, 360, DARK",
        "verify, /experiments/search-ranking/verification, 1440, LIGHT",
        "verify, /experiments/search-ranking/verification, 360, DARK",
    })
    void draw(String name, String path, int width, ColorScheme theme) {
        SERVER.play(Scenario.running());
        Page page = BROWSER.page(width, theme);
        page.navigate(SERVER.address() + path);
        assertThat(page.locator("h1")).isVisible();
        int height = (Integer) page.evaluate("document.documentElement.scrollHeight");
        page.setViewportSize(width, height);
        page.waitForFunction("() => !document.querySelector('.later')");
        Path file = Path.of("..", System.getProperty("meshtrial.screenshots"))
                .resolve("page-%s-%d-%s.png".formatted(name, width, theme.name().toLowerCase(java.util.Locale.ROOT)));
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }
}
