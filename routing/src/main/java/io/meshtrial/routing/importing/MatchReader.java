package io.meshtrial.routing.importing;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.predicate.Field;
import io.meshtrial.routing.predicate.Languages;
import io.meshtrial.routing.predicate.Literal;
import io.meshtrial.routing.predicate.Region;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.TextMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Entries of {@code match[]} as a condition.
 *
 * @param reason why they cannot be said as one, or null
 */
record MatchReader(Condition condition, @Nullable String reason) {

    private static final Set<String> UNDERSTOOD =
            Set.of("name", "uri", "method", "authority", "headers", "withoutHeaders", "queryParams");

    static MatchReader of(JsonNode match) {
        Languages languages = new Languages();
        List<Condition> entries = new ArrayList<>();
        for (JsonNode entry : match) {
            for (Map.Entry<String, JsonNode> field : entry.properties()) {
                if (!UNDERSTOOD.contains(field.getKey())) {
                    return new MatchReader(new Condition.Always(), "rules do not say a match on " + field.getKey());
                }
            }
            entries.add(all(Region.facts(entry, languages)));
        }
        if (entries.isEmpty() || entries.stream().anyMatch(Condition.Always.class::isInstance)) {
            return new MatchReader(new Condition.Always(), null);
        }
        return new MatchReader(entries.size() == 1 ? entries.getFirst() : new Condition.Or(entries), null);
    }

    private static Condition all(List<Literal> facts) {
        List<Condition> parts = new ArrayList<>();
        for (Literal fact : facts) {
            Condition condition = of(fact.field(), fact.match());
            parts.add(fact.positive() ? condition : new Condition.Not(condition));
        }
        return parts.isEmpty()
                ? new Condition.Always()
                : parts.size() == 1 ? parts.getFirst() : new Condition.And(parts);
    }

    private static Condition of(Field field, TextMatch match) {
        return switch (field) {
            case Field.Path() ->
                match.equals(new TextMatch.Prefix("/")) ? new Condition.Always() : new Condition.Path(match);
            case Field.Method() -> new Condition.Method(match);
            case Field.Host() -> new Condition.Host(match);
            case Field.Query(String name) -> new Condition.Query(name, match);
            case Field.Header(String name) -> new Condition.Header(name, match);
        };
    }
}
