package io.meshtrial.rules.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.rules.evaluate.CompiledCondition;
import io.meshtrial.rules.evaluate.RequestFacts;
import io.meshtrial.rules.model.BrowserPreset;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.TextMatch;
import io.meshtrial.rules.regex.RegexCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class BrowserPresetsTest {

    @ParameterizedTest
    @MethodSource("userAgents")
    void aUserAgentBelongsToExactlyThePresetsOfItsBrowser(String presets, String userAgent) {
        assertThat(presetsOf(new RequestFacts(
                        "GET", "shop.example", "/", List.of(new RequestFacts.HeaderField("User-Agent", userAgent)))))
                .isEqualTo(presets);
    }

    @Test
    void aRequestWithoutUserAgentBelongsToNoPreset() {
        assertThat(presetsOf(new RequestFacts("GET", "shop.example", "/", List.of())))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aDefinitionFitsOneHeaderMatchAndOneExclusion(BrowserPreset preset) {
        assertThat(alternatives(BrowserPresets.definition(preset))).allSatisfy(alternative -> {
            List<Condition> parts =
                    alternative instanceof Condition.And(List<Condition> both) ? both : List.of(alternative);
            assertThat(parts.stream().filter(Condition.Header.class::isInstance))
                    .hasSize(1);
            assertThat(parts.stream().filter(Condition.Not.class::isInstance)).hasSizeLessThanOrEqualTo(1);
            assertThat(parts).allSatisfy(BrowserPresetsTest::canBePublished);
        });
    }

    private static List<Condition> alternatives(Condition definition) {
        return definition instanceof Condition.Or(List<Condition> parts) ? parts : List.of(definition);
    }

    private static void canBePublished(Condition part) {
        Condition inner = part instanceof Condition.Not(Condition negated) ? negated : part;
        assertThat(inner).isInstanceOfSatisfying(Condition.Header.class, header -> {
            assertThat(header.name()).isEqualTo("user-agent");
            if (header.match() instanceof TextMatch.Regex(String regex)) {
                assertThat(RegexCheck.check(regex)).isEmpty();
            }
        });
    }

    private static String presetsOf(RequestFacts facts) {
        return Arrays.stream(BrowserPreset.values())
                .filter(preset ->
                        CompiledCondition.of(new Condition.Browser(preset)).holds(facts))
                .map(BrowserPreset::text)
                .collect(Collectors.joining(","));
    }

    static Stream<Arguments> userAgents() throws IOException {
        try (var table = Objects.requireNonNull(BrowserPresetsTest.class.getResourceAsStream("/user-agents.tsv"))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("#"))
                            .map(line -> line.split("\t", -1))
                            .map(cells -> Arguments.of(cells[0], cells[1]))
                            .toList()
                            .stream();
        }
    }
}
