package io.meshtrial.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.events.RequestEvent.Browser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserAgentTest {

    /** Headers as the browsers and programs named in the first column sent them to a real proxy. */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/user-agents.csv", delimiter = '|', numLinesToSkip = 1)
    void aRealUserAgentHasItsFamily(String name, Browser browser, boolean bot, String header) {
        assertThat(UserAgent.of(header)).as(name).isEqualTo(new UserAgent(browser, bot));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "   "})
    void noUserAgentIsAProgram(String header) {
        assertThat(UserAgent.of(header)).isEqualTo(new UserAgent(Browser.OTHER, true));
    }
}
