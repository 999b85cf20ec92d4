package io.meshtrial.analytics.definition;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An immutable, numbered state of the rules. */
public record Revision(
        int number, Instant at, @Nullable String rules, List<String> tokens, List<RuleAllocation> allocations) {

    public Revision {
        Require.that(number > 0, "revisions.number must be positive");
        Require.present("revisions.at", at);
        tokens = tokens == null ? List.of() : List.copyOf(tokens);
        allocations = allocations == null ? List.of() : List.copyOf(allocations);
    }
}
