package io.meshtrial.rules.language;

import java.util.Collection;
import java.util.List;

/** Whether the variants that a text names exist in its experiment. */
public final class VariantNames {

    private VariantNames() {}

    /**
     * One rejection for each mention of an unknown variant, in the order of the text.
     *
     * @param known the variants of the experiment; names compare with case
     */
    public static List<Rejection> check(RulePlaces places, Collection<String> known) {
        return places.variants().stream()
                .filter(mention -> !known.contains(mention.variant()))
                .map(mention -> Rejection.of(unknown(mention.variant(), known), mention.position()))
                .toList();
    }

    static Complaint unknown(String variant, Collection<String> known) {
        String names = String.join(", ", known);
        return new Complaint(
                RejectionCode.UNKNOWN_VARIANT,
                "the experiment has no variant " + variant,
                known.isEmpty() ? "a variant of the experiment" : "one of " + names,
                Suggestion.hint(variant, known, "add the variant to the experiment first"));
    }
}
