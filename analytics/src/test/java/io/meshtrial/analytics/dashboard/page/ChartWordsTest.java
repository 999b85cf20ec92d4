package io.meshtrial.analytics.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers and marks as the page's own modules write them, in a real browser; the words are those of the design. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChartWordsTest {

    private Page page = Stage.BROWSER.page(1440, ColorScheme.LIGHT);

    @BeforeAll
    void open() {
        Stage.SERVER.play(Scenario.running());
        page.navigate(Stage.SERVER.address() + "/");
        assertThat(page.locator("h1").first()).isVisible();
    }

    @ParameterizedTest
    @CsvSource({
        "0.09, 0.09",
        "35, 35",
        "1640, 1\u202f640",
        "999999, 999\u202f999",
        "1000000, over 10⁶",
        "1e15, over 10¹⁵",
        "8.2e120, over 10¹²⁰",
    })
    void anEvidenceBeyondAMillionIsSaidByItsSize(double e, String shown) {
        assertThat(page.evaluate("async (e) => (await import('/js/core/format.js')).evidence(e)", e))
                .isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "-0.007, 0.031, \u22120.7 to +3.1\u202f%",
        "0.8, 1.4, +80\u202f% to ×2.4",
        "5.1, 6.2, ×6.1 to ×7.2",
    })
    void anIntervalHasItsUnitWhereItsBoundsAreOfOneKindAndBothWhereNot(double lower, double upper, String shown) {
        assertThat(page.evaluate(
                        "async ([lower, upper]) => (await import('/js/core/format.js')).change({estimate: lower, lower, upper}).withUnit",
                        List.of(lower, upper)))
                .isEqualTo(shown);
    }

    @Test
    void ticksLessThanAMinuteApartCarrySeconds() {
        assertThat(
                        page.evaluate(
                                "async () => { const {tickText} = await import('/js/charts/time-chart.js'); return [tickText(720, 15), tickText(735, 15), tickText(720, 60)]; }"))
                .isEqualTo(List.of("00:12:00", "00:12:15", "00:12"));
    }

    @Test
    void whatIsOffTheScaleIsCutAtTheFrameWithAnArrowAndItsValue() {
        Object drawn = page.evaluate("""
                async () => {
                  const {offScale} = await import('/js/charts/off-scale.js');
                  const ctx = document.createElement('canvas').getContext('2d');
                  const texts = [];
                  ctx.fillText = (text, x, y) => texts.push(`${text} ${y < 100 ? 'top' : 'bottom'}`);
                  const pen = {ctx, colour: () => '#000', left: 40, right: 400, top: 20, bottom: 220};
                  offScale(pen, [{x: 60, y: 100, text: '+1 %'}, {x: 120, y: -300, text: '×6.4'}, {x: 180, y: -310, text: '×6.6'}, {x: 300, y: 900, text: '−80 %'}]);
                  return texts;
                }""");

        assertThat(drawn).isEqualTo(List.of("↑ ×6.6 top", "↓ −80 % bottom"));
    }
}
