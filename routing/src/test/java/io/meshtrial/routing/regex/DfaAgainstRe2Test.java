package io.meshtrial.routing.regex;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle: RE2/J 1.8 on the same bytes. */
class DfaAgainstRe2Test {

    private static final String[] PIECES = {
        "a",
        "b",
        "ab",
        ".",
        ".*",
        "^",
        "$",
        "[ab]",
        "[^a]",
        "[a-c]",
        "[[:digit:]]",
        "[^[:alpha:]_]",
        "\\d",
        "\\W",
        "\\s*",
        "(a|b)",
        "(?:ab)+",
        "(?i)B",
        "(?i:aB)",
        "(?P<n>a)",
        "a?",
        "b*?",
        "a{2}",
        "[ab]{1,3}",
        "b{2,}",
        "{,3}",
        "\\.",
        "\\x61",
        "\\x{62}",
        "|",
        "(a|)",
        "()",
        "[]a]",
        "[a-]",
        "(^|.*;\\s*)",
        "(;.*|$)",
        "\u00c3\u00a9",
        "\u00e9+",
        "\\t",
        "(?s).",
        "\\z",
        "\\A",
        "\\b",
        "[\\d_]",
        "[^\\w]"
    };
    private static final String ALPHABET = "aabbABc1;_ .\n\t\u00c3\u00a9";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aTableSaysWhatRe2Says(long seed) {
        Random random = new Random(seed);
        int compared = 0;
        for (int i = 0; i < 1500; i++) {
            String source = pattern(random);
            Optional<Pattern> oracle = compiled(source);
            Optional<Dfa> table = oracle.flatMap(taken -> Dfa.of(source));
            if (oracle.isEmpty() || table.isEmpty()) {
                continue;
            }
            for (int j = 0; j < 12; j++) {
                String value = value(random);
                compared++;
                assertThat(table.get().matches(value))
                        .as("/%s/ on \"%s\"", source, value)
                        .isEqualTo(oracle.get().matches(value));
            }
        }
        assertThat(compared).isGreaterThan(6000);
    }

    private static Optional<Pattern> compiled(String source) {
        try {
            return Optional.of(Pattern.compile(source));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    private static String pattern(Random random) {
        StringBuilder pattern = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            pattern.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return pattern.toString();
    }

    private static String value(Random random) {
        StringBuilder value = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            value.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return value.toString();
    }
}
