package io.meshtrial.routing.predicate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle: RE2/J on each byte that a header, a path or a query can hold, by itself and twice. */
class AutomatonBytesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "a",
                "[a]",
                "[^a]",
                "[a-c]",
                "[^a-c]",
                "[a-]",
                "[-a]",
                "[]a]",
                "[^]a]",
                "[a\\-c]",
                "[\\d_]",
                "[^\\w]",
                "[\\s]",
                "\\d",
                "\\D",
                "\\w",
                "\\W",
                "\\s",
                "\\S",
                "\\t",
                "\\.",
                "\\/",
                "\\~",
                "[0-9A-Z]",
                "(?i)k",
                "(?i)[a-z]",
                "(?i)Z",
                "(?i)[^b]",
                "(?i:a)",
                "(?i)a(?-i)b",
                "(a(?i)b|c)",
                "a|b",
                "(?:a|)",
                "a?",
                "a+",
                "a*",
                "a{2}",
                "a{1,2}",
                "a{0,}",
                "a??",
                "\\Qa.\\E",
                "\\Q.\\E",
                "\\Qa",
                "^a",
                "a$",
                "^$",
                "^a|b$",
                "\\Aa\\z",
                "(?P<n>a)",
                "(?<n>a)",
                "(?s)a",
                "[[a]",
                "[\\]]",
                "[\\^a]"
            })
    void anAutomatonSaysOfEachByteWhatRe2Says(String source) {
        LazyDfa automaton = new LazyDfa(Re2Automaton.of(source).orElseThrow());
        Pattern oracle = Pattern.compile(source);
        assertThat(automaton.accepts(LazyDfa.START)).isEqualTo(oracle.matches(""));
        for (char b = 1; b < 256; b++) {
            if (b == '\n' || b == '\r' || (source.startsWith("(?i") && b >= 0x80)) {
                continue;
            }
            int once = automaton.step(LazyDfa.START, b);
            assertThat(automaton.accepts(once))
                    .as("/%s/ on byte %d", source, (int) b)
                    .isEqualTo(oracle.matches("" + b));
            assertThat(automaton.accepts(automaton.step(once, b)))
                    .as("/%s/ on byte %d twice", source, (int) b)
                    .isEqualTo(oracle.matches("" + b + b));
        }
    }

    /** No request can hold these. */
    @ParameterizedTest
    @ValueSource(chars = {0, '\n', '\r'})
    void anythingLeavesOutWhatNoRequestHolds(char b) {
        LazyDfa automaton = new LazyDfa(Re2Automaton.of(".").orElseThrow());
        assertThat(automaton.dead(automaton.step(LazyDfa.START, b))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\b",
                "\\pL",
                "(?m)a",
                "[[:alpha:]]",
                "*a",
                "a**?{",
                "(a",
                "a)",
                "a{2",
                "a{1001}",
                "a{3,2}",
                "[a",
                "[b-a]",
                "[a-\\d]",
                "\\",
                "\\x41",
                "\\Qa\\E*",
                "(?P<n",
                "(?i",
                "[\\",
                "((((a{100}){10}){10}){10})"
            })
    void othersHaveNone(String source) {
        assertThat(Re2Automaton.of(source)).isEmpty();
    }
}
