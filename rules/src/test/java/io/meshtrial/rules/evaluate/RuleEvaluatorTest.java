package io.meshtrial.rules.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.rules.evaluate.RequestFacts.HeaderField;
import io.meshtrial.rules.language.ParseResult.Parsed;
import io.meshtrial.rules.language.RuleParser;
import io.meshtrial.rules.model.Rules;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracle of the tables: what Envoy 1.40 was recorded to do, where a case id stands behind the number sign. */
class RuleEvaluatorTest {

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
                    header x-a is "1"                ¦ X-A: 1                       ¦ true
                    header x-a is "1"                ¦ x-a: 12                      ¦ false
                    header x-a is ""                 ¦ x-b: 1                       ¦ false
                    header x-a is "1"                ¦ x-a: 2|x-a: 1                ¦ true
                    header x-a is "2,1"              ¦ x-a: 2|x-a: 1                ¦ false
                    header accept is "a"             ¦ accept: a|accept: b          ¦ false
                    header accept is "a,b"           ¦ accept: a|accept: b          ¦ true
                    user-agent matches "a,b"         ¦ User-Agent: a|user-agent: b  ¦ true
                    header x-a present               ¦ x-a:                         ¦ true
                    header x-a present               ¦ x-b: 1                       ¦ false
                    not header x-a present           ¦ x-b: 1                       ¦ true
                    not header x-a matches ".*"      ¦ x-b: 1                       ¦ true
                    header x-a matches ".."          ¦ x-a: é                       ¦ true
                    header x-a matches "."           ¦ x-a: é                       ¦ false
                    header x-a starts with "é"       ¦ x-a: éa                      ¦ true
                    cookie n is "v"                  ¦ cookie: n=v                  ¦ true
                    cookie n is "v"                  ¦ cookie: a=1; n=v ; b=2       ¦ true
                    cookie n is "v"                  ¦ cookie: a=1;n=v              ¦ true
                    cookie n is "v"                  ¦ cookie: xn=v                 ¦ false
                    cookie n is "v"                  ¦ cookie: n=w; n=v             ¦ true
                    cookie n is "v"                  ¦ cookie: a=1|cookie: n=v      ¦ true
                    cookie n is "v"                  ¦ cookie: n=vv                 ¦ false
                    cookie N is "v"                  ¦ cookie: n=v                  ¦ false
                    cookie n matches "v.*"           ¦ cookie: n=va; b=2            ¦ true
                    cookie n matches ".*2"           ¦ cookie: n=va; b=2            ¦ false
                    cookie n present                 ¦ cookie: n=                   ¦ true
                    cookie n present                 ¦ cookie: n                    ¦ false
                    cookie n starts with "v"         ¦ cookie: n=va                 ¦ true
                    not cookie n is "v"              ¦ x-a: 1                       ¦ true
                    """)
    void headersAndCookiesMatchAsEnvoyMatchesThem(String condition, String headers, boolean expected) {
        List<HeaderField> fields = Arrays.stream(headers.split("\\|", -1))
                .map(header -> header.split(": ?", 2))
                .map(pair -> new HeaderField(pair[0], pair[1]))
                .toList();
        assertThat(holds(condition, new RequestFacts("GET", "shop.example", "/", fields)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
                    path is /foo                     ¦ /foo?x=1                     ¦ true   # c0001
                    path is /foo                     ¦ /foo/                        ¦ false  # c0001
                    path starting with /foo          ¦ /foobar                      ¦ true   # c0002
                    path is /foo                     ¦ /x/../foo                    ¦ true   # c0009
                    path is /foo                     ¦ /./foo                       ¦ true   # c0009
                    path is /foo/                    ¦ /foo/.                       ¦ true   # c0009
                    path is /                        ¦ /foo/..                      ¦ true   # c0009
                    path is /                        ¦ /.                           ¦ true   # c0013
                    path is /                        ¦ /../..                       ¦ true
                    path is /foo                     ¦ /%66oo                       ¦ true   # c0009
                    path is /foo/bar                 ¦ /foo\\bar                    ¦ true   # c0009
                    path is /a%7Cb                   ¦ /a|b                         ¦ true
                    path is /a%2Fb                   ¦ /a%2Fb                       ¦ true
                    path is /a/b                     ¦ /a%2Fb                       ¦ false
                    path is //foo                    ¦ //foo                        ¦ true
                    path is /foo                     ¦ /%2e%2e/foo                  ¦ true
                    path is /a%                      ¦ /a%                          ¦ true
                    path is /a%6                     ¦ /a%6                         ¦ true
                    path matches "/item/[0-9]+"      ¦ /item/12?a                   ¦ true
                    path matches "/item"             ¦ /item/12                     ¦ false
                    query a is "1"                   ¦ /?a=1                        ¦ true
                    query a is "2"                   ¦ /?a=1&a=2                    ¦ false  # c0120
                    query a is "1"                   ¦ /?b=0&a=1                    ¦ true
                    query a is ""                    ¦ /?a                          ¦ true   # c0126
                    query a present                  ¦ /?a                          ¦ true
                    query a present                  ¦ /?aa=1                       ¦ false
                    query a present                  ¦ /a                           ¦ false
                    query a is "%20"                 ¦ /?a=%20                      ¦ true   # c0130
                    query a is "x=y"                 ¦ /?a=x=y                      ¦ true
                    method GET                       ¦ /                            ¦ true
                    method POST                      ¦ /                            ¦ false
                    host is shop.example             ¦ /                            ¦ true
                    host starts with shop.           ¦ /                            ¦ true
                    host is Shop.example             ¦ /                            ¦ false
                    everyone                         ¦ /                            ¦ true
                    method GET and path is /a        ¦ /b                           ¦ false
                    method GET or path is /a         ¦ /b                           ¦ true
                    not (method GET or path is /a)   ¦ /b                           ¦ false
                    """)
    void pathQueryMethodAndHostMatchAsEnvoyMatchesThem(String condition, String path, String expected) {
        assertThat(holds(condition, new RequestFacts("GET", "shop.example", path, List.of())))
                .isEqualTo(expected.startsWith("true"));
    }

    @Test
    void theFirstRuleWhoseConditionHoldsDecidesAndNothingFallsThrough() {
        RuleEvaluator evaluator =
                RuleEvaluator.of(rules("mirror 1% to v2\npath is /a to v2\n10% of method GET to v2"), "v1");
        assertThat(ordinal(evaluator, "GET", "/a")).isEqualTo(2);
        assertThat(ordinal(evaluator, "GET", "/b")).isEqualTo(3);
        assertThat(evaluator.evaluate(new RequestFacts("POST", "shop.example", "/b", List.of())))
                .isEqualTo(new RuleDecision.Untouched());
    }

    private static int ordinal(RuleEvaluator evaluator, String method, String path) {
        return ((RuleDecision.Decided) evaluator.evaluate(new RequestFacts(method, "shop.example", path, List.of())))
                .rule()
                .ordinal();
    }

    private static boolean holds(String condition, RequestFacts facts) {
        return RuleEvaluator.of(rules(condition + " to v2"), "v1").evaluate(facts) instanceof RuleDecision.Decided;
    }

    private static Rules rules(String text) {
        return ((Parsed) RuleParser.parse(text)).rules();
    }
}
