package io.meshtrial.experiment.definition;

import io.meshtrial.rules.model.RandomisationUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one rule of a revision gives to each variant.
 *
 * @param rule the number that the rule keeps for life, as text: its place in the text when it was new, or the next free
 *     number; {@code 0} for traffic that is only observed
 * @param line of the rule in its text, from 1
 * @param drawingRevision the revision at which this rule's weights last changed
 * @param randomised false where everything goes to one variant: described, never judged
 * @param weights parts of 10 000 that sum to that
 * @param cookie of a rule that draws users: 0 where the experiment's cookie keeps its draws, else what stands behind that
 *     cookie's name; null where requests are drawn
 */
public record TargetAllocation(
        String rule,
        int line,
        String text,
        int drawingRevision,
        RandomisationUnit unit,
        boolean randomised,
        Map<String, Integer> weights,
        @Nullable Integer cookie) {

    public TargetAllocation {
        weights = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(weights));
    }

    /** The rule's number. */
    public int number() {
        return Integer.parseInt(rule);
    }

    /** The same, drawn since another revision, under another number and cookie. */
    TargetAllocation as(int number, int drawing, @Nullable Integer kept) {
        return new TargetAllocation(String.valueOf(number), line, text, drawing, unit, randomised, weights, kept);
    }
}
