package io.meshtrial.experiment.definition;

import io.meshtrial.rules.model.RandomisationUnit;
import java.util.Map;

/**
 * What one rule of a revision gives to each variant.
 *
 * @param rule ordinal from 1, as text; {@code 0} for traffic that is only observed
 * @param line of the rule in its text, from 1
 * @param drawingRevision the revision at which this rule's weights last changed
 * @param randomised false where everything goes to one variant: described, never judged
 * @param weights parts of 10 000 that sum to that
 */
public record TargetAllocation(
        String rule,
        int line,
        String text,
        int drawingRevision,
        RandomisationUnit unit,
        boolean randomised,
        Map<String, Integer> weights) {

    public TargetAllocation {
        weights = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(weights));
    }
}
