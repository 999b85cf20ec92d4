package io.meshtrial.routing.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireRegexTest {

    @Test
    void aDotTakesOneByte() throws InvalidRegexException {
        assertThat(WireRegex.compile(".").matches("\u00c3\u00a9")).isFalse();
        assertThat(WireRegex.compile("..").matches("\u00c3\u00a9")).isTrue();
        assertThat(WireRegex.compile("é").matches("\u00c3\u00a9")).isTrue();
    }

    @Test
    void whatRe2RefusesIsSaidWithItsReason() {
        assertThatThrownBy(() -> WireRegex.compile("(?!a)"))
                .isInstanceOf(InvalidRegexException.class)
                .hasMessageContaining("(?!a)");
    }

    /** Oracle: RE2's bounds on repeats (1000 in all) and on nesting (1000), and its budget of memory. */
    @ParameterizedTest
    @ValueSource(strings = {"(a{1,1000}){1,1000}", "((a{100}){100}){100}", "a{1,1001}", "(?:(?:abcdefghij){1000}){15}"})
    void repetitionsBeyondRe2sBoundsAreRefusedBeforeTheyAreWrittenOut(String regex) {
        assertThatThrownBy(() -> WireRegex.compile(regex)).isInstanceOf(InvalidRegexException.class);
    }

    @Test
    void nestingHasABoundAndUpToItRuns() throws InvalidRegexException {
        assertThatThrownBy(() -> WireRegex.compile("(".repeat(1001) + ")".repeat(1001)))
                .isInstanceOf(InvalidRegexException.class);
        assertThat(WireRegex.compile("(".repeat(1000) + "a" + ")".repeat(1000)).matches("a"))
                .isTrue();
        assertThat(WireRegex.compile("a{1,1000}").matches("a".repeat(1000))).isTrue();
        assertThatThrownBy(() -> WireRegex.compile("a".repeat(20_000))).isInstanceOf(InvalidRegexException.class);
    }

    /** Oracle: RE2's GlobalReplace, as recorded for uriRegexRewrite and as its documentation says. */
    @ParameterizedTest
    @CsvSource({
        "one,     two,      /x/one/one, /x/two/two",
        "b+,      [\\0],    /abbc,      /a[bb]c",
        "(a)(b),  \\2\\1,   /ab/ab,     /ba/ba",
        "a,       \\1,      /a,         /a",
        "a,       \\\\,     /a,         /\\",
        "x*,      -,        ab,         -a-b-",
        "^/,      /v1/,     /a/b,       /v1/a/b",
        "a,       b\\,      /a,         /a"
    })
    void everyOccurrenceIsReplaced(String pattern, String substitution, String value, String expected)
            throws InvalidRegexException {
        assertThat(WireRegex.compile(pattern).replaceAll(value, substitution)).isEqualTo(expected);
    }
}
