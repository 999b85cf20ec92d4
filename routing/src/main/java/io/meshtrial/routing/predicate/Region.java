package io.meshtrial.routing.predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.rules.model.TextMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The requests that one entry of {@code match[]} takes, less those that earlier routes are known to have taken.
 * Fields of the entry that nobody here knows are kept as they are. Immutable.
 */
public final class Region {

    private final ObjectNode match;
    private final List<Literal> facts;
    private final Languages languages;

    private Region(ObjectNode match, List<Literal> facts, Languages languages) {
        this.match = match;
        this.facts = facts;
        this.languages = languages;
    }

    public static Region of(ObjectNode match, Languages languages) {
        return new Region(match, RegionFacts.of(match, languages), languages);
    }

    /** What an entry of {@code match[]} says, field by field. */
    public static List<Literal> facts(JsonNode match, Languages languages) {
        return RegionFacts.of(match, languages);
    }

    /** The entry of {@code match[]}; shared with whatever it came from, so never to be changed. */
    public ObjectNode match() {
        return match;
    }

    /** The same requests, of which the literal is known to hold. */
    public Region assuming(Literal literal) {
        List<Literal> more = new ArrayList<>(facts);
        more.add(literal);
        return new Region(match, more, languages);
    }

    /** Whether the literal holds for all of the requests, for none, or neither is known. */
    public Answer holds(Literal literal) {
        for (Literal fact : facts) {
            if (fact.field().equals(literal.field())) {
                Answer answer = follows(fact, literal);
                if (answer != Answer.UNKNOWN) {
                    return answer;
                }
            }
        }
        return Answer.UNKNOWN;
    }

    private Answer follows(Literal fact, Literal literal) {
        TextMatch known = fact.match();
        TextMatch asked = literal.match();
        Answer positive = Answer.UNKNOWN;
        if (fact.positive()) {
            if (languages.implies(known, asked) == Answer.YES) {
                positive = Answer.YES;
            } else if (fact.field().single() && languages.disjoint(known, asked) == Answer.YES) {
                positive = Answer.NO;
            }
        } else if (languages.implies(asked, known) == Answer.YES) {
            positive = Answer.NO;
        }
        return switch (positive) {
            case UNKNOWN -> Answer.UNKNOWN;
            case YES -> literal.positive() ? Answer.YES : Answer.NO;
            case NO -> literal.positive() ? Answer.NO : Answer.YES;
        };
    }

    /**
     * Entries that together take exactly those of the requests for which the literal holds; several where a missing
     * header needs an entry of its own, none where no request is left, empty where Istio cannot say it.
     */
    public Optional<List<Region>> narrowed(Literal literal) {
        return literal.positive() ? including(literal) : excluding(literal);
    }

    private Optional<List<Region>> including(Literal literal) {
        TextMatch match = literal.match();
        if (!StringMatches.fits(match)) {
            return Optional.empty();
        }
        return switch (literal.field()) {
            case Field.Path() -> replaced("uri", match, literal);
            case Field.Method() -> replaced("method", match, literal);
            case Field.Host() -> replaced("authority", match, literal);
            case Field.Query(String name) -> parameter(name, match, literal);
            case Field.Header(String name) -> header(name, match, literal);
        };
    }

    private Optional<List<Region>> replaced(String key, TextMatch wanted, Literal literal) {
        return onOneText(wanted, literal).map(said -> {
            ObjectNode copy = with(key, StringMatches.write(said));
            if (key.equals("uri")) {
                copy.remove("ignoreUriCase");
            }
            return List.of(with(copy, literal));
        });
    }

    private Optional<List<Region>> parameter(String name, TextMatch wanted, Literal literal) {
        return onOneText(wanted, literal).map(said -> List.of(with(withEntry("queryParams", name, said), literal)));
    }

    /** Several values of a header may each match one of two patterns, so these are never put together here. */
    private Optional<List<Region>> header(String name, TextMatch wanted, Literal literal) {
        Optional<String> key = key("headers", name);
        return key.isPresent() && !narrows(wanted, literal.field())
                ? Optional.empty()
                : Optional.of(List.of(with(withEntry("headers", key.orElse(name), wanted), literal)));
    }

    /** What the match comes to beside what the entry says of the field, where a request has one text at most for it. */
    private Optional<TextMatch> onOneText(TextMatch wanted, Literal literal) {
        if (narrows(wanted, literal.field())) {
            return Optional.of(wanted);
        }
        List<TextMatch> all = new ArrayList<>(positives(literal.field()));
        all.add(wanted);
        return languages.together(all);
    }

    private List<TextMatch> positives(Field field) {
        return RegionFacts.of(match, languages).stream()
                .filter(fact -> fact.field().equals(field) && fact.positive())
                .map(Literal::match)
                .toList();
    }

    /** Whether the match may take the place of what the entry says of the field now. */
    private boolean narrows(TextMatch wanted, Field field) {
        return positives(field).stream().allMatch(said -> languages.implies(wanted, said) == Answer.YES);
    }

    private Optional<List<Region>> excluding(Literal literal) {
        if (!(literal.field() instanceof Field.Header(String name))) {
            return Optional.empty();
        }
        boolean present = holds(Literal.matches(literal.field(), new TextMatch.Present())) == Answer.YES;
        boolean takesEmpty = !(literal.match() instanceof TextMatch.Present) && languages.accepts(literal.match(), "");
        List<Region> result = new ArrayList<>();
        if (!present && takesEmpty) {
            Literal missing = Literal.matchesNot(literal.field(), new TextMatch.Present());
            without(name, missing).ifPresent(result::add);
        }
        Optional<Region> other = without(name, literal);
        other.ifPresent(result::add);
        return other.isEmpty() ? Optional.empty() : Optional.of(result);
    }

    private Optional<Region> without(String name, Literal literal) {
        Optional<String> key = key("withoutHeaders", name);
        Optional<TextMatch> all = key.isEmpty()
                ? Optional.of(literal.match())
                : StringMatches.either(
                        StringMatches.readExcluded(match.path("withoutHeaders").path(key.get())), literal.match());
        return all.filter(StringMatches::fits)
                .map(excluded -> with(withEntry("withoutHeaders", key.orElse(name), excluded), literal));
    }

    private Region with(ObjectNode changed, Literal literal) {
        List<Literal> more = new ArrayList<>(facts);
        RegionFacts.of(changed, languages).stream()
                .filter(fact -> !more.contains(fact))
                .forEach(more::add);
        more.add(literal);
        return new Region(changed, more, languages);
    }

    /** The entry with one field replaced; everything else is shared with it. */
    private ObjectNode with(String field, JsonNode value) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        copy.setAll(match);
        copy.set(field, value);
        return copy;
    }

    private ObjectNode withEntry(String map, String name, TextMatch wanted) {
        ObjectNode entries = JsonNodeFactory.instance.objectNode();
        if (match.path(map) instanceof ObjectNode present) {
            entries.setAll(present);
        }
        entries.set(name, StringMatches.write(wanted));
        return with(map, entries);
    }

    private Optional<String> key(String map, String name) {
        boolean anyCase = !map.equals("queryParams");
        return match.path(map).properties().stream()
                .map(Map.Entry::getKey)
                .filter(key -> anyCase ? key.toLowerCase(Locale.ROOT).equals(name) : key.equals(name))
                .findFirst();
    }
}
