package io.meshtrial.rules.resolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshtrial.rules.language.ParseResult.Parsed;
import io.meshtrial.rules.language.RuleParser;
import io.meshtrial.rules.model.Allocation;
import io.meshtrial.rules.model.Allocation.VariantShare;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.RandomisationUnit;
import io.meshtrial.rules.model.Rule;
import io.meshtrial.rules.model.Rules;
import io.meshtrial.rules.model.Share;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleResolverTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    10% to v2                                        | 1 v2:1000 v1:9000
                    0% to v2                                         | 1 v2:0 v1:10000
                    100% to v2                                       | 1 v2:10000
                    Chrome to v1                                     | 1 v1:10000
                    60% to v1                                        | 1 v1:10000
                    10% to v2, 20% to v3                             | 1 v2:1000 v3:2000 v1:7000
                    10% to v2, 90% to v1                             | 1 v2:1000 v1:9000
                    10% to v2;everyone else to v3                    | 1 v2:1000 v3:9000; 2 v3:10000
                    10% to v2;mirror 5% to v2;everyone else to v3    | 1 v2:1000 v3:9000; 3 v3:10000
                    10% to v2;everyone else: 50% to v2, 50% to v3    | 1 v2:5500 v3:4500; 2 v2:5000 v3:5000
                    10% to v2;everyone else: 50% to v3               | 1 v2:1000 v3:4500 v1:4500; 2 v3:5000 v1:5000
                    100% to v2;everyone else to v3                   | 1 v2:10000; 2 v3:10000
                    10% of Chrome to v2;curl to v3;everyone else to v2 | 1 v2:1000 v1:9000; 2 v3:10000; 3 v2:10000
                    everyone else to v2                              | 1 v2:10000
                    users: 0.01% to v2;everyone else to v3           | 1 v2:1 v3:9999; 2 v3:10000
                    """)
    void whatARuleLeavesGoesToControlOrToEveryoneElseBelowIt(String text, String expected) {
        Resolution resolution = RuleResolver.resolve(rules(text), "v1");
        assertThat(resolution.deciding().stream().map(RuleResolverTest::text).collect(Collectors.joining("; ")))
                .isEqualTo(expected);
        assertThat(resolution.deciding())
                .allSatisfy(rule -> assertThat(rule.distribution().stream()
                                .mapToInt(share -> share.share().parts())
                                .sum())
                        .isEqualTo(Share.WHOLE));
    }

    @Test
    void mirrorsDecideNothingAndStandApart() {
        Resolution resolution = RuleResolver.resolve(rules("mirror 5% to v2;users of Chrome: 10% to v2"), "v1");
        assertThat(resolution.mirrors()).containsExactly(new Rule.Mirror(new Share(500), "v2"));
        assertThat(resolution.deciding()).singleElement().satisfies(rule -> {
            assertThat(rule.ordinal()).isEqualTo(2);
            assertThat(rule.unit()).isEqualTo(RandomisationUnit.USER);
            assertThat(rule.isRandomised()).isTrue();
        });
    }

    @Test
    void aRuleThatGivesEverythingToOneVariantIsNotRandomised() {
        assertThat(RuleResolver.resolve(rules("Chrome to v1;0% to v2"), "v1").deciding())
                .extracting(ResolvedRule::isRandomised)
                .containsExactly(false, false);
    }

    @Test
    void sharesThatTheParserWouldRefuseAreRefusedHereToo() {
        assertThatThrownBy(() -> RuleResolver.resolve(allocated(new Share(6000), new Share(6000)), "v1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("12000");
        Rules inexact = new Rules(List.of(
                new Rule.Allocate(new Condition.Always(), request(new VariantShare("v2", new Share(3333)))),
                new Rule.EveryoneElse(request(new VariantShare("v3", new Share(3333))))));
        assertThatThrownBy(() -> RuleResolver.resolve(inexact, "v1")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Rules allocated(Share one, Share other) {
        return new Rules(List.of(new Rule.Allocate(
                new Condition.Always(), request(new VariantShare("v2", one), new VariantShare("v3", other)))));
    }

    private static Allocation request(VariantShare... shares) {
        return new Allocation(RandomisationUnit.REQUEST, List.of(shares));
    }

    private static Rules rules(String text) {
        return ((Parsed) RuleParser.parse(text.replace(';', '\n'))).rules();
    }

    private static String text(ResolvedRule rule) {
        return rule.ordinal()
                + rule.distribution().stream()
                        .map(share ->
                                " " + share.variant() + ":" + share.share().parts())
                        .collect(Collectors.joining());
    }
}
