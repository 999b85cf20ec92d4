package io.meshtrial.rules.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Oracle: what a real istiod and a real Envoy did with each expression ({@code recorded-regexes.tsv}). */
class RecordedRegexTest {

    @ParameterizedTest
    @MethodSource("recordings")
    void anExpressionIsTakenExactlyWhenIstiodAndEnvoyBothTookIt(
            String id, String verdict, String regex, List<String> values) {
        assertThat(RegexCheck.check(regex).isEmpty()).as(id).isEqualTo(verdict.equals("accepted"));
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void anExpressionMatchesExactlyTheValuesThatEnvoyMatched(
            String id, String verdict, String regex, List<String> values) {
        assertThat(values)
                .allSatisfy(value -> assertThat(ByteRegex.compile(regex).matches(value.substring(1)))
                        .as(id + " " + value)
                        .isEqualTo(value.startsWith("+")));
    }

    static Stream<Arguments> recordings() throws IOException {
        try (var table = Objects.requireNonNull(RecordedRegexTest.class.getResourceAsStream("/recorded-regexes.tsv"))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("#"))
                            .map(line -> line.split("\t", -1))
                            .map(cells -> Arguments.of(
                                    cells[0],
                                    cells[1],
                                    decoded(cells[2]),
                                    Arrays.stream(cells)
                                            .skip(3)
                                            .map(RecordedRegexTest::decoded)
                                            .toList()))
                            .toList()
                            .stream();
        }
    }

    private static String decoded(String cell) {
        return cell.replace("%09", "\t").replace("%25", "%");
    }
}
