package io.meshtrial.rules.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.meshtrial.rules.language.ParseResult.Rejected;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RejectionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
                    Chrom to v1                         ¦ syntax ¦ 1 ¦ 5 ¦ did you mean Chrome?
                    headr x is 1 to v1                  ¦ syntax ¦ 1 ¦ 5 ¦ did you mean header?
                    Chrome too v1                       ¦ syntax ¦ 8 ¦ 3 ¦ quotes
                    Chrome users to v1                  ¦ syntax ¦ 8 ¦ 5 ¦ users of Chrome: 10% to v2
                    Chrome to                           ¦ syntax ¦ 10 ¦ 1 ¦ such as v2
                    Chrome to v1 v2                     ¦ syntax ¦ 14 ¦ 2 ¦ one rule a line
                    Chrome to v/1                       ¦ invalid-variant ¦ 11 ¦ 3 ¦ such as v2
                    Chrome to v.1                       ¦ invalid-variant ¦ 11 ¦ 3 ¦ such as v2
                    (Chrome to v1                       ¦ syntax ¦ 9 ¦ 2 ¦ close the parenthesis
                    Chrome) to v1                       ¦ syntax ¦ 7 ¦ 1 ¦ Chrome to v1
                    Chrome or Firefox on path /x to v1  ¦ syntax ¦ 19 ¦ 2 ¦ (Chrome or Firefox) on path /x
                    10 to v2                            ¦ syntax ¦ 1 ¦ 2 ¦ write 10%
                    0,5% to v2                          ¦ syntax ¦ 1 ¦ 1 ¦ decimals have a point
                    10% v2                              ¦ syntax ¦ 5 ¦ 2 ¦ 10% to v2
                    10% of Chrome to v2, 5% to v3       ¦ syntax ¦ 20 ¦ 1 ¦ Chrome: 10% to v2, 20% to v3
                    10% to v2,                          ¦ syntax ¦ 11 ¦ 1 ¦ 10% to v2
                    10%                                 ¦ syntax ¦ 4 ¦ 1 ¦ 10% to v2 or
                    -5% to v2                           ¦ invalid-share ¦ 1 ¦ 3 ¦ such as 10%
                    101% to v2                          ¦ invalid-share ¦ 1 ¦ 4 ¦ at most 100%
                    0.005% to v2                        ¦ invalid-share ¦ 1 ¦ 6 ¦ write 0.01%
                    12.345% to v2                       ¦ invalid-share ¦ 1 ¦ 7 ¦ write 12.35%
                    10.500% to v2                       ¦ invalid-share ¦ 1 ¦ 7 ¦ write 10.5%
                    60% to v2, 40.01% to v3             ¦ shares-over-whole ¦ 12 ¦ 6 ¦ take 0.01% off
                    10% to v2, 20% to v2                ¦ duplicate-variant ¦ 19 ¦ 2 ¦ add the shares up
                    users 10% to v2                     ¦ syntax ¦ 7 ¦ 3 ¦ users: 10% to v2
                    mirror to v2                        ¦ syntax ¦ 8 ¦ 2 ¦ mirror 100%
                    mirror 5% of Chrome to v2           ¦ syntax ¦ 11 ¦ 2 ¦ 10% to v2
                    everyone else v1                    ¦ syntax ¦ 15 ¦ 2 ¦ quotes
                    header :path is /x to v1            ¦ invalid-name ¦ 8 ¦ 5 ¦ path is
                    header host is x to v1              ¦ invalid-name ¦ 8 ¦ 4 ¦ host is
                    header te present to v1             ¦ invalid-name ¦ 8 ¦ 2 ¦ of your own
                    header x-envoy-internal present to v1 ¦ invalid-name ¦ 8 ¦ 16 ¦ of your own
                    header x-meshtrial present to v1    ¦ invalid-name ¦ 8 ¦ 11 ¦ of your own
                    header "a b" present to v1          ¦ invalid-name ¦ 8 ¦ 5 ¦ letters, digits
                    cookie "a=b" present to v1          ¦ invalid-name ¦ 8 ¦ 5 ¦ letters, digits
                    query "a&b" present to v1           ¦ invalid-name ¦ 7 ¦ 5 ¦ percent-encode
                    header to is x to v1                ¦ syntax ¦ 8 ¦ 2 ¦ keyword needs quotes
                    header x is not y to v1             ¦ syntax ¦ 13 ¦ 3 ¦ put not in front
                    header x is to to v1                ¦ syntax ¦ 13 ¦ 2 ¦ keyword
                    header x to v1                      ¦ syntax ¦ 10 ¦ 2 ¦ is "true"
                    header x is a*b to v1               ¦ syntax ¦ 13 ¦ 3 ¦ starts with
                    header x is 'a' to v1               ¦ invalid-text ¦ 13 ¦ 1 ¦ "…"
                    header x is “a” to v1               ¦ invalid-text ¦ 13 ¦ 1 ¦ "…"
                    header x is é to v1                 ¦ invalid-text ¦ 13 ¦ 1 ¦ "…"
                    header x is a\\b to v1              ¦ invalid-text ¦ 14 ¦ 1 ¦ "…"
                    header x is "a to v1                ¦ invalid-text ¦ 13 ¦ 8 ¦ quote inside
                    header x is " a" to v1              ¦ invalid-value ¦ 14 ¦ 2 ¦ outer blanks
                    header x starts with "" to v1       ¦ invalid-value ¦ 22 ¦ 2 ¦ write present
                    path starts with "" to v1           ¦ invalid-value ¦ 18 ¦ 2 ¦ leave the condition out
                    path starts /a to v1                ¦ syntax ¦ 13 ¦ 2 ¦ starts with
                    path present to v1                  ¦ invalid-value ¦ 6 ¦ 7 ¦ leave the condition out
                    path is search to v1                ¦ invalid-value ¦ 9 ¦ 6 ¦ write /search
                    path is /a?b to v1                  ¦ invalid-value ¦ 9 ¦ 4 ¦ query NAME
                    path is "/é" to v1                  ¦ invalid-value ¦ 10 ¦ 2 ¦ %C3%A9
                    path is /a/../b to v1               ¦ invalid-value ¦ 9 ¦ 7 ¦ write /b
                    method get to v1                    ¦ invalid-value ¦ 8 ¦ 3 ¦ write GET
                    host is http://a to v1              ¦ invalid-value ¦ 9 ¦ 8 ¦ shop.example
                    query a is "x&y" to v1              ¦ invalid-value ¦ 13 ¦ 3 ¦ %26
                    query a is "x y" to v1              ¦ invalid-value ¦ 13 ¦ 3 ¦ %20
                    cookie a is "x;y" to v1             ¦ invalid-value ¦ 14 ¦ 3 ¦ semicolon
                    cookie a matches "^x" to v1         ¦ invalid-regex ¦ 19 ¦ 1 ¦ leave ^ out
                    cookie a matches "x;y" to v1        ¦ invalid-regex ¦ 20 ¦ 1 ¦ semicolon
                    header x matches a to v1            ¦ syntax ¦ 18 ¦ 1 ¦ matches ".*Chrome.*"
                    header x matches "" to v1           ¦ invalid-regex ¦ 18 ¦ 2 ¦ is ""
                    header x matches "a(?!b)" to v1     ¦ invalid-regex ¦ 20 ¦ 3 ¦ not path is
                    header x matches "(a)\\1" to v1     ¦ invalid-regex ¦ 22 ¦ 2 ¦ back-references
                    header x matches "*" to v1          ¦ invalid-regex ¦ 19 ¦ 1 ¦ present
                    header x matches "a\\x{100}" to v1  ¦ invalid-regex ¦ 20 ¦ 7 ¦ UTF-8
                    header x matches "\\"(a" to v1      ¦ invalid-regex ¦ 19 ¦ 4 ¦ RE2
                    header x matches "(a{100}){100}" to v1 ¦ invalid-regex ¦ 19 ¦ 13 ¦ smaller counts
                    """)
    void aFaultIsPlacedNamedAndHintedAt(String text, String code, int column, int length, String hint) {
        assertThat(rejections("# first line\n" + text + "\n")).singleElement().satisfies(rejection -> {
            assertThat(rejection.code().text()).isEqualTo(code);
            assertThat(rejection.position()).isEqualTo(new Position(2, column, length));
            assertThat(rejection.hint()).contains(hint);
            assertThat(rejection.reason()).isNotBlank();
            assertThat(rejection.expected()).isNotBlank();
        });
    }

    @Test
    void everyFaultyLineIsReportedInOrder() {
        assertThat(rejections("Chrom to v1\n10% to v2\n\nFirefox to\r\nsafary to v1"))
                .extracting(Rejection::line)
                .containsExactly(1, 4, 5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    everyone else to v1;Chrome to v2                     | rule-after-everyone-else   | 2
                    everyone else to v1;mirror 5% to v2;everyone else to v1 | duplicate-everyone-else | 3
                    mirror 5% to v2;mirror 6% to v3;10% to v2            | duplicate-mirror           | 2
                    33.33% to v2;everyone else: 33.33% to v3             | shares-not-exact           | 2
                    """)
    void faultsOfTheWholeListArePlacedAtTheRule(String text, String code, int line) {
        assertThat(rejections(text.replace(';', '\n'))).singleElement().satisfies(rejection -> {
            assertThat(rejection.code().text()).isEqualTo(code);
            assertThat(rejection.line()).isEqualTo(line);
        });
    }

    @Test
    void aMirrorMayStandAfterEveryoneElse() {
        assertThat(RuleParser.parse("everyone else to v1\nmirror 5% to v2")).isInstanceOf(ParseResult.Parsed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# only a comment", "\t# another", "\uFEFF"})
    void aTextWithoutRulesIsRefused(String text) {
        assertThat(rejections(text)).extracting(Rejection::code).containsExactly(RejectionCode.NO_RULES);
    }

    @Test
    void aByteOrderMarkAndEveryLineEndAreTaken() {
        assertThat(RuleParser.parse("\uFEFFChrome to v1\rFirefox to v2\r\nSafari to v1\n"))
                .isInstanceOfSatisfying(
                        ParseResult.Parsed.class,
                        parsed -> assertThat(parsed.places().rules())
                                .containsExactly(
                                        new Position(1, 1, 12), new Position(2, 1, 13), new Position(3, 1, 12)));
    }

    @Test
    void mentionsOfUnknownVariantsArePlaced() {
        ParseResult.Parsed parsed = (ParseResult.Parsed) RuleParser.parse("Chrome to v1\n10% to v22, 5% to canary");
        assertThat(VariantNames.check(parsed.places(), List.of("v1", "v2")))
                .extracting(Rejection::position, Rejection::code, Rejection::hint)
                .containsExactly(
                        tuple(new Position(2, 8, 3), RejectionCode.UNKNOWN_VARIANT, "did you mean v2?"),
                        tuple(
                                new Position(2, 19, 6),
                                RejectionCode.UNKNOWN_VARIANT,
                                "add the variant to the experiment first"));
    }

    private static List<Rejection> rejections(String text) {
        ParseResult result = RuleParser.parse(text);
        assertThat(result).as(text).isInstanceOf(Rejected.class);
        return ((Rejected) result).rejections();
    }
}
