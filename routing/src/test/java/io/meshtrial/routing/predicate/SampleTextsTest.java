package io.meshtrial.routing.predicate;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.rules.model.TextMatch;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleTextsTest {

    @ParameterizedTest
    @CsvSource({
        "abc, abc",
        ".*(Firefox|FxiOS)/.*, FxiOS/",
        "(^|.*;\\s*)plan=gold\\s*(;.*|$), plan=gold",
        "a?b+c{3}[xyz], bcccx",
        "[z0].[&-*], 0a&",
        "\\Qa.b\\E(|c), a.b",
        "[~], ~",
        "[ ]a, ' a'"
    })
    void aRegexIsGuessedByItsShortestWay(String regex, String text) {
        assertThat(SampleTexts.guess(new TextMatch.Regex(regex))).contains(text);
    }

    /** Not printable, not ASCII, too long, or of unknown syntax. */
    @ParameterizedTest
    @CsvSource({"\u00e9", "\\t", "[\u0080]", "a{201}", "(a{100}){3}", "\\bx", "(?:a{900}){5}"})
    void othersAreNotGuessed(String regex) {
        assertThat(SampleTexts.guess(new TextMatch.Regex(regex))).isEmpty();
    }

    @Test
    void plainMatchesTakeTheirOwnText() {
        assertThat(SampleTexts.guess(new TextMatch.Exact("x"))).contains("x");
        assertThat(SampleTexts.guess(new TextMatch.Prefix("/a"))).contains("/a");
        assertThat(SampleTexts.guess(new TextMatch.Present())).contains("");
        assertThat(SampleTexts.guess(new TextMatch.Exact("x".repeat(200)))).isPresent();
        assertThat(SampleTexts.guess(new TextMatch.Exact("x".repeat(201)))).isEqualTo(Optional.empty());
    }
}
