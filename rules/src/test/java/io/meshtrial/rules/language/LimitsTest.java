package io.meshtrial.rules.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.rules.language.ParseResult.Parsed;
import io.meshtrial.rules.language.ParseResult.Rejected;
import org.junit.jupiter.api.Test;

class LimitsTest {

    @Test
    void fiveHundredRulesAreTakenAndOneMoreIsRefusedAtItsLine() {
        String rule = "header x is \"1\" to v2\n";
        assertThat(RuleParser.parse("# comment\n\n" + rule.repeat(500))).isInstanceOf(Parsed.class);
        assertRefused("# comment\n\n" + rule.repeat(501), RejectionCode.TOO_MANY_RULES, 503);
    }

    @Test
    void sixtyFourKibibytesAreTakenAndOneByteMoreIsRefused() {
        String rule = "10% to v2\n#";
        String full = rule + "é".repeat((RuleParser.MAX_BYTES - rule.length()) / 2);
        String padded = full + "x".repeat(RuleParser.MAX_BYTES - rule.length() - 2 * (full.length() - rule.length()));
        assertThat(RuleParser.parse(padded)).isInstanceOf(Parsed.class);
        assertRefused(padded + "x", RejectionCode.TEXT_TOO_LONG, 1);
    }

    @Test
    void tenThousandRulesAreRefusedBeforeTheyAreRead() {
        assertRefused("bogus\n".repeat(10_000), RejectionCode.TOO_MANY_RULES, 501);
        assertRefused("10% to v2\n".repeat(10_000), RejectionCode.TEXT_TOO_LONG, 1);
    }

    @Test
    void parenthesesNestFiftyDeepAndNoDeeper() {
        assertThat(RuleParser.parse("(".repeat(49) + "Chrome" + ")".repeat(49) + " to v1"))
                .isInstanceOf(Parsed.class);
        assertRefused("(".repeat(50) + "Chrome" + ")".repeat(50) + " to v1", RejectionCode.TOO_DEEP, 1);
        assertRefused("not ".repeat(15_000) + "Chrome to v1", RejectionCode.TOO_DEEP, 1);
    }

    @Test
    void aRegexMayGrowToTenThousandStatesAndNoFurther() {
        assertThat(RuleParser.parse("header x matches \"(abcdefgh){1000}\" to v2"))
                .isInstanceOf(Rejected.class);
        assertThat(RuleParser.parse("header x matches \"(abcdefg){999}\" to v2"))
                .isInstanceOf(Parsed.class);
        assertRefused("header x matches \"(abcdefghij){1000}\" to v2", RejectionCode.INVALID_REGEX, 1);
    }

    @Test
    void regexesShareABudgetAndARepeatedOneCountsOnce() {
        var different = new StringBuilder();
        for (int rule = 0; rule < 60; rule++) {
            different.append("header x matches \"(abcd){%d}\" to v2\n".formatted(400 + rule));
        }
        assertThat(((Rejected) RuleParser.parse(different.toString())).rejections())
                .extracting(Rejection::code)
                .containsOnly(RejectionCode.REGEXES_TOO_LARGE);
        assertThat(RuleParser.parse("header x matches \"(abcd){400}\" to v2\n".repeat(60)))
                .isInstanceOf(Parsed.class);
    }

    @Test
    void aRegexHasAtMost1024BytesAndACookiesRegexCountsItsName() {
        assertThat(RuleParser.parse("header x matches \"" + "a".repeat(1024) + "\" to v2"))
                .isInstanceOf(Parsed.class);
        assertRefused("header x matches \"" + "a".repeat(1025) + "\" to v2", RejectionCode.INVALID_REGEX, 1);
        assertRefused("header x matches \"" + "é".repeat(513) + "\" to v2", RejectionCode.INVALID_REGEX, 1);
        assertRefused("cookie x matches \"" + "a".repeat(1010) + "\" to v2", RejectionCode.INVALID_VALUE, 1);
        assertRefused("cookie x is \"" + "a".repeat(1010) + "\" to v2", RejectionCode.INVALID_VALUE, 1);
    }

    private static void assertRefused(String text, RejectionCode code, int line) {
        assertThat(RuleParser.parse(text))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.rejections())
                                .singleElement()
                                .satisfies(rejection -> {
                                    assertThat(rejection.code()).isEqualTo(code);
                                    assertThat(rejection.line()).isEqualTo(line);
                                }));
    }
}
