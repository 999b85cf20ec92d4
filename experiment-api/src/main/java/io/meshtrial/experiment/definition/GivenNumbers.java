package io.meshtrial.experiment.definition;

import io.meshtrial.rules.model.RandomisationUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Numbers and cookies that an experiment's rules for users were given, those of rules that are gone included: browsers
 * keep their cookies, so a rule that was given one again would take another rule's users for its own.
 *
 * @param spent numbers of all rules that ever drew users
 * @param unknown up to this number any may have been given to a rule that nobody remembers; 0 where all are known
 * @param drewUsers whether the cookie with the experiment's own name may be out there
 */
record GivenNumbers(Set<Integer> spent, int unknown, boolean drewUsers) {

    static final GivenNumbers NONE = new GivenNumbers(Set.of(), 0, false);

    /** Rules that a text may have. Each revision so gives that many new numbers at most, each at most one above the highest. */
    private static final int MOST_RULES = 500;

    GivenNumbers {
        spent = Set.copyOf(spent);
    }

    /** @param revisions all that the store knows; those before an adopted one were lost */
    static GivenNumbers of(List<Revision> revisions) {
        Set<Integer> spent = new HashSet<>();
        int unknown = 0;
        for (Revision revision : revisions) {
            revision.allocations().stream()
                    .filter(allocation -> allocation.unit() == RandomisationUnit.USER)
                    .forEach(allocation -> spent.add(allocation.number()));
            if (RevisionFactory.ADOPTED.equals(revision.reason())) {
                unknown = Math.max(unknown, MOST_RULES * revision.number());
            }
        }
        return new GivenNumbers(spent, unknown, unknown > 0 || !spent.isEmpty());
    }

    /** Draws of single requests are told apart by their drawing revision; only who draws users must be alone. */
    boolean isSpent(int number, boolean sticky) {
        return spent.contains(number) || (sticky && number <= unknown);
    }
}
