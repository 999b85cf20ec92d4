package io.meshtrial.rules.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshtrial.rules.evaluate.CompiledCondition;
import io.meshtrial.rules.evaluate.RequestFacts;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.TextMatch;
import io.meshtrial.rules.regex.ByteRegex;
import io.meshtrial.rules.regex.RegexCheck;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class CookieRegexTest {

    private static final List<String> PIECES = List.of(
            "n", "n=", "n=v", "=", ";", "; ", " ", "v", "vv", "-", "]", "é", "a=1", "N=v", "n =v", "\t", "\"", "1");

    static final List<TextMatch> MATCHES = List.of(
            new TextMatch.Exact("v"),
            new TextMatch.Exact(""),
            new TextMatch.Exact("a.b]*"),
            new TextMatch.Prefix("v"),
            new TextMatch.Present(),
            new TextMatch.Regex("v.*"),
            new TextMatch.Regex(".*1"),
            new TextMatch.Regex("v|vv"),
            new TextMatch.Regex("(?i)V+"),
            new TextMatch.Regex("\\D+"),
            new TextMatch.Regex("\\S\\W?"),
            new TextMatch.Regex("\\PL*"),
            new TextMatch.Regex("[^v]*"),
            new TextMatch.Regex("[^]v]+"),
            new TextMatch.Regex("[^-v]+"),
            new TextMatch.Regex(".*\\bv\\b.*"),
            new TextMatch.Regex("\\Qv\\E?.."));

    /** Oracle: the header cut at semicolons, each value matched by itself. */
    @ParameterizedTest
    @FieldSource("MATCHES")
    void theExpressionOverTheHeaderHoldsExactlyWhenOneCookieDoes(TextMatch match) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        String regex = CookieRegex.header("n", match);
        ByteRegex overHeader = ByteRegex.compile(regex);
        CompiledCondition byCookie = CompiledCondition.of(new Condition.Cookie("n", match));
        assertThat(RegexCheck.check(regex)).isEmpty();
        for (int round = 0; round < 2_000; round++) {
            String header = header(random).strip();
            RequestFacts facts = new RequestFacts(
                    "GET", "shop.example", "/", List.of(new RequestFacts.HeaderField("cookie", header)));
            assertThat(overHeader.matches(header)).as(header).isEqualTo(byCookie.holds(facts));
        }
    }

    private static String header(RandomGenerator random) {
        var header = new StringBuilder();
        for (int piece = random.nextInt(7); piece >= 0; piece--) {
            header.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return header.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"^v", "v$", "\\Av", "v\\z", "a;b", "\\Qa;b\\E", "\\x3b", "\\;", "[:-<]", "[[:punct:]]", "[;]"})
    void anExpressionThatCouldLeaveTheCookieIsRefused(String regex) {
        assertThat(CookieRegex.fault(regex)).isPresent();
        assertThatThrownBy(() -> CookieRegex.header("n", new TextMatch.Regex(regex)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
