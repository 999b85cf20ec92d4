package io.meshtrial.rules.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.rules.language.ParseResult;
import io.meshtrial.rules.language.RuleParser;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected by hand: where a person would say "that is the same rule". */
class RuleSuccessionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "users: 10% to v2; users: 10% to v2; 0",
                "users: 10% to v2; bots to v1|users: 10% to v2; - 0",
                "bots to v1|users: 10% to v2; users: 10% to v2; 1",
                "users: 10% to v2; bots to v1|users: 25% to v2; - 0",
                // The condition alone tells which of two ramps.
                "users of Chrome: 10% to v2|users: 5% to v2; users of Chrome: 5% to v2|users: 10% to v2; 0 1",
                "users of Chrome: 10% to v2|users: 5% to v2; users: 5% to v2|users of Chrome: 10% to v2; 1 0",
                // The weights alone tell where conditions change.
                "users of Chrome: 10% to v2|users of Edge: 5% to v2; users of Opera: 5% to v2|users of curl: 10% to v2; 1 0",
                // Nothing tells but that users were drawn.
                "users of Chrome: 10% to v2; 3% to v2|users of Edge: 20% to v2; - 0",
                "users of Chrome: 10% to v2; users of Chrome: 10% to v2|users of Edge: 10% to v2; 0 -",
                "users of Chrome: 10% to v2; users of Edge: 10% to v2|users of Chrome: 10% to v2; - 0",
                // A rule that draws requests is followed where it says the same.
                "10% to v2; Chrome to v1|10% to v2; - 0",
                "10% to v2; 20% to v2; -",
                "10% of Chrome to v2; 10% of Edge to v2; -",
                "10% to v2; users: 10% to v2; -",
                "users: 10% to v2; 10% to v2; -",
                // A share of nothing is no share.
                "users: 10% to v2, 0% to v3; users: 10% to v2; 0",
                // Equal ones are taken in order, each once.
                "users: 10% to v2|users: 10% to v2; users: 10% to v2|users: 10% to v2|users: 10% to v2; 0 1 -"
            })
    void aRuleIsFollowedWhereverItStands(String earlier, String later, String expected) {
        assertThat(RuleSuccession.of(resolved(earlier), resolved(later)).stream()
                        .map(found -> found.isPresent() ? String.valueOf(found.getAsInt()) : "-")
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    private static List<ResolvedRule> resolved(String text) {
        return switch (RuleParser.parse(text.replace("|", "\n"))) {
            case ParseResult.Parsed parsed ->
                RuleResolver.resolve(parsed.rules(), "v1").deciding();
            case ParseResult.Rejected(var rejections) -> throw new IllegalArgumentException(rejections.toString());
        };
    }
}
