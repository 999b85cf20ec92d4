package io.meshtrial.rules.model;

import java.util.List;

/**
 * Where the requests of a rule go: shares per variant as the person wrote them, in the order written. What they leave
 * over (their sum may stay below the whole) goes to the CONTROL variant, or where the next rule says if that is
 * {@code everyone else}; the rule list resolves it.
 *
 * @param unit what is drawn: each request by itself, or a user who then stays
 * @param shares at least one; a variant appears once; the sum is at most the whole
 */
public record Allocation(RandomisationUnit unit, List<VariantShare> shares) {

    public record VariantShare(String variant, Share share) {}

    public Allocation {
        shares = List.copyOf(shares);
    }
}
