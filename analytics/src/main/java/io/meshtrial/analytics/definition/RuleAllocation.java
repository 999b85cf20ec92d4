package io.meshtrial.analytics.definition;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule gives to whom in one revision.
 *
 * @param drawingRevision revision in which these shares were drawn first
 * @param randomised false where everything goes to one variant: described, never judged
 * @param weights parts of 10 000 by variant
 * @param cookie that keeps the draws; null where none does, or it has the usual name
 */
public record RuleAllocation(
        int rule,
        @Nullable String text,
        int drawingRevision,
        RandomisationUnit unit,
        boolean randomised,
        Map<String, Integer> weights,
        @Nullable String cookie) {

    /** Parts that the weights of a rule sum to. */
    public static final int WHOLE = 10_000;

    public RuleAllocation {
        unit = unit == null ? RandomisationUnit.REQUEST : unit;
        weights = weights == null ? Map.of() : Map.copyOf(weights);
        Require.that(
                weights.values().stream().allMatch(w -> w >= 0)
                        && (weights.isEmpty()
                                || weights.values().stream()
                                                .mapToInt(Integer::intValue)
                                                .sum()
                                        == WHOLE),
                "weights must be parts of 10 000 and sum to it");
    }

    /** Without a cookie, or with one of the usual name. */
    public RuleAllocation(
            int rule,
            @Nullable String text,
            int drawingRevision,
            RandomisationUnit unit,
            boolean randomised,
            Map<String, Integer> weights) {
        this(rule, text, drawingRevision, unit, randomised, weights, null);
    }

    /** The variant's share, within [0, 1]. */
    public double share(String variant) {
        return weights.getOrDefault(variant, 0) / (double) WHOLE;
    }
}
