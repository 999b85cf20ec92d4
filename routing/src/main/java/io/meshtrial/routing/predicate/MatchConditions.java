package io.meshtrial.routing.predicate;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.TextMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Entries of {@code match[]} as conditions of the rule language. */
public final class MatchConditions {

    /** Fields that say something about requests, and the name, which says nothing. */
    private static final Set<String> UNDERSTOOD = Set.of(
            "name",
            "uri",
            "ignoreUriCase",
            "method",
            "authority",
            "headers",
            "withoutHeaders",
            "queryParams",
            "statPrefix");

    private MatchConditions() {}

    /** A field of the entry that no condition says; empty where there is none. */
    public static Optional<String> unsaid(JsonNode entry) {
        return entry.properties().stream()
                .map(Map.Entry::getKey)
                .filter(field -> !UNDERSTOOD.contains(field))
                .findFirst();
    }

    /** What an entry without such fields takes, exactly. */
    public static Condition of(JsonNode entry, Languages languages) {
        List<Condition> parts = new ArrayList<>();
        for (Literal fact : Region.facts(entry, languages)) {
            Condition condition = of(fact.field(), fact.match());
            parts.add(fact.positive() ? condition : new Condition.Not(condition));
        }
        parts.removeIf(Condition.Always.class::isInstance);
        return parts.isEmpty()
                ? new Condition.Always()
                : parts.size() == 1 ? parts.getFirst() : new Condition.And(parts);
    }

    private static Condition of(Field field, TextMatch match) {
        return switch (field) {
            case Field.Path() ->
                always(match) || match.equals(new TextMatch.Prefix("/"))
                        ? new Condition.Always()
                        : new Condition.Path(match);
            case Field.Method() -> always(match) ? new Condition.Always() : new Condition.Method(match);
            case Field.Host() -> always(match) ? new Condition.Always() : new Condition.Host(match);
            case Field.Query(String name) -> new Condition.Query(name, match);
            case Field.Header(String name) -> new Condition.Header(name, match);
        };
    }

    private static boolean always(TextMatch match) {
        return match instanceof TextMatch.Present;
    }
}
