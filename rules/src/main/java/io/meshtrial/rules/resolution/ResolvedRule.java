package io.meshtrial.rules.resolution;

import io.meshtrial.rules.model.Allocation.VariantShare;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.RandomisationUnit;
import java.util.List;

/**
 * A rule that decides, with everything it gives.
 *
 * @param ordinal place of the rule in its list, from 1, mirrors counted
 * @param condition {@code Always} for everyone else
 * @param distribution each variant once, in the order written, control last where it only takes what is left; the sum is
 *     the whole; a variant written with 0% keeps its place
 */
public record ResolvedRule(int ordinal, Condition condition, RandomisationUnit unit, List<VariantShare> distribution) {

    public ResolvedRule {
        distribution = List.copyOf(distribution);
    }

    /** Whether chance decides at all, that is, whether more than one variant has a share. */
    public boolean isRandomised() {
        return distribution.stream().filter(share -> share.share().parts() > 0).count() > 1;
    }
}
