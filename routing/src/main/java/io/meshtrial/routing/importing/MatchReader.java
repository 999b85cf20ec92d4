package io.meshtrial.routing.importing;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.predicate.Languages;
import io.meshtrial.routing.predicate.MatchConditions;
import io.meshtrial.rules.model.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Entries of {@code match[]} as a condition.
 *
 * @param reason why they cannot be said as one, or null
 */
record MatchReader(Condition condition, @Nullable String reason) {

    static MatchReader of(JsonNode match) {
        Languages languages = new Languages();
        List<Condition> entries = new ArrayList<>();
        for (JsonNode entry : match) {
            Optional<String> unsaid = MatchConditions.unsaid(entry);
            if (unsaid.isPresent()) {
                return new MatchReader(new Condition.Always(), "rules do not say a match on " + unsaid.get());
            }
            Condition condition = MatchConditions.of(entry, languages);
            if (!entries.contains(condition)) {
                entries.add(condition);
            }
        }
        if (entries.isEmpty() || entries.stream().anyMatch(Condition.Always.class::isInstance)) {
            return new MatchReader(new Condition.Always(), null);
        }
        return new MatchReader(entries.size() == 1 ? entries.getFirst() : new Condition.Or(entries), null);
    }

    /** Whether some entry says nothing of requests at all, so that what stands behind the route is never reached. */
    static boolean takesEverything(JsonNode match) {
        if (match.isEmpty()) {
            return true;
        }
        Languages languages = new Languages();
        for (JsonNode entry : match) {
            if (MatchConditions.unsaid(entry).isEmpty()
                    && MatchConditions.of(entry, languages) instanceof Condition.Always) {
                return true;
            }
        }
        return false;
    }
}
