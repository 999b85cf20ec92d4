package io.meshtrial.routing.predicate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.compile.Samples;
import io.meshtrial.rules.model.TextMatch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of one entry of {@code match[]} when a literal is added to it. */
class RegionTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            value = {
                "{} | path /a | [{uri: {exact: '/a'}}]",
                "{uri: {prefix: '/A'}, ignoreUriCase: true} | path /a | [{uri: {exact: '/a'}}]",
                "{method: {prefix: 'G'}} | method GET | [{method: {exact: 'GET'}}]",
                "{authority: {prefix: 'a'}} | host a.b | [{authority: {exact: 'a.b'}}]",
                "{queryParams: {q: {prefix: 'a'}}} | query ab | [{queryParams: {q: {exact: 'ab'}}}]",
                "{queryParams: {Q: {prefix: 'a'}}} | query ab | [{queryParams: {Q: {prefix: 'a'}, q: {exact: 'ab'}}}]",
                "{headers: {'X-A': {prefix: 'a'}}} | header ab | [{headers: {'X-A': {exact: 'ab'}}}]",
                "{headers: {'X-A': {prefix: 'b'}}} | header ab | ",
                "{headers: {'X-B': {prefix: 'b'}}, future: 1} | header ab | [{headers: {'X-B': {prefix: 'b'}, 'x-a': {exact: 'ab'}}, future: 1}]",
                "{} | not header ab | [{withoutHeaders: {'x-a': {exact: 'ab'}}}]",
                "{withoutHeaders: {'X-A': {exact: 'b'}}} | not header ab | [{withoutHeaders: {'X-A': {regex: 'b|ab'}}}]",
                "{withoutHeaders: {'X-A': {prefix: 'b'}}} | not header ab | [{withoutHeaders: {'X-A': {regex: 'b.*|ab'}}}]",
                "{withoutHeaders: {'X-A': {regex: '*'}}} | not header ab | [{withoutHeaders: {'X-A': {}}}]",
                "{} | not header-regex .* | [{withoutHeaders: {'x-a': {}}}, {withoutHeaders: {'x-a': {regex: '.*'}}}]",
                "{headers: {'x-a': {}}} | not header-regex .* | [{headers: {'x-a': {}}, withoutHeaders: {'x-a': {regex: '.*'}}}]",
                "{} | not path /a | "
            })
    void oneLiteralIsAdded(String match, String literal, String entries) {
        ObjectNode before = (ObjectNode) Samples.object(match).json();
        ObjectNode untouched = before.deepCopy();
        var narrowed = Region.of(before, new Languages()).narrowed(literal(literal));

        if (entries == null) {
            assertThat(narrowed).isEmpty();
        } else {
            assertThat(narrowed.orElseThrow()).map(Region::match).isEqualTo(list(entries));
        }
        assertThat(before).isEqualTo(untouched);
    }

    /** A regex of 1024 characters fits, a longer one does not. */
    @Test
    void whatIstioDoesNotTakeIsNotWritten() {
        Region region = Region.of((ObjectNode) Samples.object("{}").json(), new Languages());
        Field header = new Field.Header("x-a");
        assertThat(region.narrowed(Literal.matches(header, new TextMatch.Regex("a".repeat(1024)))))
                .isPresent();
        assertThat(region.narrowed(Literal.matches(header, new TextMatch.Regex("a".repeat(1025)))))
                .isEmpty();
        assertThat(region.narrowed(Literal.matchesNot(header, new TextMatch.Regex("a".repeat(1025)))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{uri: {prefix: '/a'}} | path /ab | UNKNOWN",
                "{uri: {exact: '/ab'}} | path /ab | YES",
                "{uri: {exact: '/AB'}, ignoreUriCase: true} | path /ab | UNKNOWN",
                "{uri: {exact: '/b'}} | path /ab | NO",
                "{uri: {regex: '/ab'}, ignoreUriCase: true} | path /ab | YES",
                "{queryParams: {q: {exact: 'ab'}}} | query ab | YES",
                "{queryParams: {q: {exact: 'b'}}} | query ab | NO",
                "{headers: {'x-a': {exact: 'ab'}}} | header ab | YES",
                "{headers: {'x-a': {exact: 'b'}}} | header ab | UNKNOWN",
                "{headers: {':x-a': {exact: 'ab'}, uri: {exact: 'ab'}}} | header ab | UNKNOWN",
                "{withoutHeaders: {'x-a': {exact: 'ab'}}} | header ab | NO",
                "{withoutHeaders: {'x-a': {exact: 'ab'}}} | not header ab | YES",
                "{withoutHeaders: {'x-a': {regex: '*'}}} | header ab | NO",
                "{withoutHeaders: {'x-a': {regex: 'a?'}}} | header-present | YES",
                "{withoutHeaders: {'x-a': {regex: 'a'}}} | header-present | UNKNOWN",
                "{method: {exact: 'GET'}, authority: {exact: 'a.b'}} | host a.b | YES",
                "{method: {exact: 'GET'}} | method GET | YES"
            })
    void whatHoldsIsKnown(String match, String literal, Answer answer) {
        Region region = Region.of((ObjectNode) Samples.object(match).json(), new Languages());
        assertThat(region.holds(literal(literal))).isEqualTo(answer);
    }

    @Test
    void aTermContradictsItselfWhereItSaysBoth() {
        Literal one = literal("path /a");
        Literal other = literal("path /b");
        assertThat(new Term(List.of(one, other)).contradictsItself()).isFalse();
        assertThat(new Term(List.of(one, other)).and(one.negated()).contradictsItself())
                .isTrue();
        assertThat(Term.ALWAYS.and(new Term(List.of(one))).literals()).containsExactly(one);
    }

    private static Literal literal(String text) {
        String[] words = text.replace("not ", "").split(" ");
        Literal literal = switch (words[0]) {
            case "path" -> Literal.matches(new Field.Path(), new TextMatch.Exact(words[1]));
            case "method" -> Literal.matches(new Field.Method(), new TextMatch.Exact(words[1]));
            case "host" -> Literal.matches(new Field.Host(), new TextMatch.Exact(words[1]));
            case "query" -> Literal.matches(new Field.Query("q"), new TextMatch.Exact(words[1]));
            case "header-regex" -> Literal.matches(new Field.Header("x-a"), new TextMatch.Regex(words[1]));
            case "header-present" -> Literal.matches(new Field.Header("x-a"), new TextMatch.Present());
            default -> Literal.matches(new Field.Header("x-a"), new TextMatch.Exact(words[1]));
        };
        return text.startsWith("not ") ? literal.negated() : literal;
    }

    private static List<ObjectNode> list(String entries) {
        List<ObjectNode> list = new java.util.ArrayList<>();
        Samples.object(entries).json().forEach(entry -> list.add((ObjectNode) entry));
        return list;
    }
}
