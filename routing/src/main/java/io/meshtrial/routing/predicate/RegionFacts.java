package io.meshtrial.routing.predicate;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.rules.model.TextMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What one entry of {@code match[]} says of the requests that it takes, as literals. */
final class RegionFacts {

    /** istiod ignores these keys of {@code headers}. */
    private static final Set<String> IGNORED = Set.of("uri", "scheme", "method", "authority");

    private RegionFacts() {}

    static List<Literal> of(JsonNode match, Languages languages) {
        List<Literal> facts = new ArrayList<>();
        if (match.path("uri").size() > 0) {
            TextMatch uri = StringMatches.read(match.path("uri"));
            boolean anyCase = match.path("ignoreUriCase").asBoolean();
            facts.add(Literal.matches(new Field.Path(), anyCase ? StringMatches.ignoringCase(uri) : uri));
        }
        if (match.path("method").size() > 0) {
            facts.add(Literal.matches(new Field.Method(), StringMatches.read(match.path("method"))));
        }
        if (match.path("authority").size() > 0) {
            facts.add(Literal.matches(new Field.Host(), StringMatches.read(match.path("authority"))));
        }
        match.path("queryParams")
                .properties()
                .forEach(entry -> facts.add(
                        Literal.matches(new Field.Query(entry.getKey()), StringMatches.read(entry.getValue()))));
        match.path("headers")
                .properties()
                .forEach(entry -> header(entry.getKey())
                        .ifPresent(field -> facts.add(Literal.matches(field, StringMatches.read(entry.getValue())))));
        match.path("withoutHeaders")
                .properties()
                .forEach(entry -> header(entry.getKey())
                        .ifPresent(field ->
                                excluded(field, StringMatches.readExcluded(entry.getValue()), languages, facts)));
        return facts;
    }

    private static Optional<Field> header(String name) {
        return IGNORED.contains(name.toLowerCase(Locale.ROOT)) || name.startsWith(":")
                ? Optional.empty()
                : Optional.of(new Field.Header(name));
    }

    /** A missing header counts as empty here: one that must not match the empty text must be present. */
    private static void excluded(Field field, TextMatch match, Languages languages, List<Literal> facts) {
        facts.add(Literal.matchesNot(field, match));
        if (!(match instanceof TextMatch.Present) && languages.accepts(match, "")) {
            facts.add(Literal.matches(field, new TextMatch.Present()));
        }
    }
}
