package io.meshtrial.routing.predicate;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.rules.model.TextMatch;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How two expressions are written as one; that they say the same is {@link LanguagesTest}'s matter. */
class TogetherTest {

    @ParameterizedTest
    @CsvSource({
        "/api.*, .*\\.json, /api[^.]*\\.",
        "a.*, .*z, a",
        "[a-m]x, [h-z]., [h-m]x",
        "[^a], [^b], [^ab]",
        ".a, (?i)B., [Bb]a",
        "\\(\\[.*, .*\\^\\$, \\(\\["
    })
    void expressionsAreReadable(String one, String other, String begin) {
        assertThat(together(one, other))
                .hasValueSatisfying(text -> assertThat(text).startsWith(begin));
    }

    /** Nothing in common, only a byte that a pattern cannot hold by itself, or longer than Istio takes. */
    @ParameterizedTest
    @CsvSource({
        "a, b",
        "\u00e9.*, .*\u00e9",
        "\\bx, x.*",
        ".*abcdefghijklmnopqrstuvwxyz.*, .*zyxwvutsrqponmlkjihgfedcba.*",
        ".*abcabcabc.*, .*cabcabcab.*"
    })
    void whatCannotBeWrittenIsLeft(String one, String other) {
        assertThat(together(one, other)).isEmpty();
    }

    private static Optional<String> together(String one, String other) {
        return new Languages()
                .together(List.of(new TextMatch.Regex(one), new TextMatch.Regex(other)))
                .map(match -> ((TextMatch.Regex) match).value());
    }
}
