package io.meshtrial.routing.regex;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle: RE2/J on each single byte; and that there is a table at all, without which the comparison says nothing. */
class DfaBytesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "(?s).",
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
                "\\n",
                "\\r",
                "\\f",
                "\\v",
                "\\a",
                "\\.",
                "\\/",
                "\\_",
                "\\~",
                "\\x61",
                "\\x{62}",
                "\\x{7}",
                "\\xff",
                "[\\x41-\\x43]",
                "[\\x{1}-\\x{3}]",
                "[[:alnum:]]",
                "[[:alpha:]]",
                "[[:ascii:]]",
                "[[:blank:]]",
                "[[:cntrl:]]",
                "[[:digit:]]",
                "[[:graph:]]",
                "[[:lower:]]",
                "[[:print:]]",
                "[[:punct:]]",
                "[[:space:]]",
                "[[:upper:]]",
                "[[:word:]]",
                "[[:xdigit:]]",
                "[^[:digit:]]",
                "[[:^digit:]]",
                "[^[:^alpha:]_]",
                "[[:digit:]a-c]",
                "(?i)k",
                "(?i)[a-z]",
                "(?i)[Z]",
                "(?i)[^b]",
                "[0-9A-Z]",
                "a|b",
                "(?:a|)"
            })
    void aTableSaysOfEachByteWhatRe2Says(String source) {
        Dfa table = Dfa.of(source).orElseThrow();
        Pattern oracle = Pattern.compile(source);
        assertThat(table.matches("")).isEqualTo(oracle.matches(""));
        for (char b = 0; b < 256; b++) {
            String value = String.valueOf(b);
            // RE2/J folds beyond ASCII, where RE2 over bytes does not.
            if (!source.startsWith("(?i)") || b < 0x80) {
                assertThat(table.matches(value))
                        .as("/%s/ on byte %d", source, (int) b)
                        .isEqualTo(oracle.matches(value));
            }
            assertThat(table.matches(value + value)).as("/%s/ on two", source).isEqualTo(oracle.matches(value + value));
        }
    }

    /** Left to RE2/J: what goes beyond bytes or ASCII, and what is no class or escape of theirs. */
    @ParameterizedTest
    @ValueSource(strings = {"\\pL", "\\x{100}", "[\\pL]", "[a-\\d]", "(?i)[\u00e9]", "[\\x{100}]", "\\Ca"})
    void othersHaveNoTable(String source) {
        assertThat(Dfa.of(source)).isEmpty();
    }

    @Test
    void anEscapeAtTheEndIsNone() {
        assertThat(Escape.at("a\\", 1)).isEmpty();
        assertThat(Escape.at("\\x4", 0)).isEmpty();
        assertThat(Escape.at("\\x{41", 0)).isEmpty();
        assertThat(Escape.at("\\x{}", 0)).isEmpty();
        assertThat(Escape.at("\\q", 0)).isEmpty();
        assertThat(Escape.at("\\\u00e9", 0)).isEmpty();
        assertThat(Escape.at("\\x{4}1", 0))
                .hasValueSatisfying(escape -> assertThat(escape.end()).isEqualTo(5));
        assertThat(Escape.at("\\x411", 0))
                .hasValueSatisfying(escape -> assertThat(escape.end()).isEqualTo(4));
        assertThat(Escape.at("\\.1", 0))
                .hasValueSatisfying(escape -> assertThat(escape.end()).isEqualTo(2));
    }
}
