package io.meshtrial.routing.compile;

import io.meshtrial.rules.model.Allocation;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.Rule;
import io.meshtrial.rules.model.Rules;
import io.meshtrial.rules.model.Share;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Spells out where the share goes that a rule does not give away: to the control, or where "everyone else" says. */
final class RuleResolution {

    private final String control;

    RuleResolution(String control) {
        this.control = control;
    }

    List<ResolvedRule> of(Rules rules) {
        List<ResolvedRule> result = new ArrayList<>();
        List<Rule> all = rules.rules();
        for (int i = 0; i < all.size(); i++) {
            switch (all.get(i)) {
                case Rule.Allocate(Condition condition, Allocation allocation) -> {
                    Distribution rest = i + 1 < all.size() && all.get(i + 1) instanceof Rule.EveryoneElse(var others)
                            ? distribution(others, Distribution.all(control))
                            : Distribution.all(control);
                    result.add(new ResolvedRule(i + 1, condition, allocation.unit(), distribution(allocation, rest)));
                }
                case Rule.EveryoneElse(Allocation allocation) ->
                    result.add(new ResolvedRule(
                            i + 1,
                            new Condition.Always(),
                            allocation.unit(),
                            distribution(allocation, Distribution.all(control))));
                case Rule.Mirror _ -> {}
            }
        }
        return result;
    }

    /** In parts of 10 000 times the total of {@code rest}: exact, and at most 10⁸. */
    private static Distribution distribution(Allocation allocation, Distribution rest) {
        Map<String, Long> weights = new LinkedHashMap<>();
        long left = Share.WHOLE;
        for (Allocation.VariantShare share : allocation.shares()) {
            weights.merge(share.variant(), share.share().parts() * rest.total(), Long::sum);
            left -= share.share().parts();
        }
        long leftover = left;
        rest.weights().forEach((variant, weight) -> weights.merge(variant, leftover * weight, Long::sum));
        return new Distribution(weights).reduced();
    }
}
