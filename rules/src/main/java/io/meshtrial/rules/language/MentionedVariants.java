package io.meshtrial.rules.language;

import io.meshtrial.rules.model.Allocation;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.Rule;
import io.meshtrial.rules.model.Share;
import java.util.List;

/** The variants that a rule names, in the order written. */
final class MentionedVariants {

    private MentionedVariants() {}

    static List<String> of(Rule rule) {
        return switch (rule) {
            case Rule.Allocate(Condition _, Allocation allocation) -> names(allocation);
            case Rule.EveryoneElse(Allocation allocation) -> names(allocation);
            case Rule.Mirror(Share _, String variant) -> List.of(variant);
        };
    }

    private static List<String> names(Allocation allocation) {
        return allocation.shares().stream()
                .map(Allocation.VariantShare::variant)
                .toList();
    }
}
