package io.meshtrial.analytics.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every state of every page by what it says, and without a complaint of the browser; oracle: the table of states in the
 * design's "Words and numbers". Each build holds the words too, where {@link AccessibilityTest} goes through the states.
 */
@EnabledIfSystemProperty(named = "meshtrial.proof", matches = "true")
class PageStatesTest {

    @ParameterizedTest
    @EnumSource(PageState.class)
    void everyStateSaysWhatItIsAndBreaksNoPolicy(PageState state) {
        state.show(Stage.BROWSER.page(1440, ColorScheme.LIGHT), Stage.SERVER);

        assertThat(Stage.BROWSER.complaints()).isEmpty();
    }
}
