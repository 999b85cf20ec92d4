package io.meshtrial.analytics.definition;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An immutable, numbered state of the rules.
 *
 * @param stood false where its routes never stood in the mesh, so that nobody went through its weights; null where the
 *     owner does not say, which counts as standing
 */
public record Revision(
        int number,
        Instant at,
        @Nullable String rules,
        List<String> tokens,
        List<RuleAllocation> allocations,
        @Nullable Boolean stood) {

    public Revision(
            int number, Instant at, @Nullable String rules, List<String> tokens, List<RuleAllocation> allocations) {
        this(number, at, rules, tokens, allocations, null);
    }

    public Revision {
        Require.that(number > 0, "revisions.number must be positive");
        Require.present("revisions.at", at);
        tokens = tokens == null ? List.of() : List.copyOf(tokens);
        allocations = allocations == null ? List.of() : List.copyOf(allocations);
    }

    public boolean mayHaveStood() {
        return !Boolean.FALSE.equals(stood);
    }
}
