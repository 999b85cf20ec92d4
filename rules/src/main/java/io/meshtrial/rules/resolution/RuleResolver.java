package io.meshtrial.rules.resolution;

import io.meshtrial.rules.model.Allocation;
import io.meshtrial.rules.model.Allocation.VariantShare;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.Rule;
import io.meshtrial.rules.model.Rules;
import io.meshtrial.rules.model.Share;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Deals out what rules leave over. A share that a rule does not give away goes to control, or, if the next deciding rule
 * is everyone else, to where that one says, in its proportions; what everyone else itself leaves goes to control.
 */
public final class RuleResolver {

    private RuleResolver() {}

    /**
     * What each deciding rule gives to each variant, exactly.
     *
     * @param control name of the CONTROL variant
     * @throws IllegalArgumentException for a list that the parser would have refused: shares over 100 % or not exact to
     *     0.01 %
     */
    public static Resolution resolve(Rules rules, String control) {
        List<ResolvedRule> deciding = new ArrayList<>();
        List<Rule.Mirror> mirrors = new ArrayList<>();
        for (int index = 0; index < rules.rules().size(); index++) {
            switch (rules.rules().get(index)) {
                case Rule.Allocate(Condition condition, Allocation allocation) -> {
                    List<VariantShare> rest = nextEveryoneElse(rules.rules(), index);
                    deciding.add(resolved(index, condition, allocation, rest, control));
                }
                case Rule.EveryoneElse(Allocation allocation) ->
                    deciding.add(resolved(index, new Condition.Always(), allocation, List.of(), control));
                case Rule.Mirror mirror -> mirrors.add(mirror);
            }
        }
        return new Resolution(deciding, mirrors);
    }

    private static ResolvedRule resolved(
            int index, Condition condition, Allocation allocation, List<VariantShare> rest, String control) {
        Map<String, Integer> parts = new LinkedHashMap<>();
        allocation
                .shares()
                .forEach(share -> add(parts, share.variant(), share.share().parts()));
        int left = left(parts);
        if (left > 0) {
            rest.forEach(share -> add(parts, share.variant(), exactPart(left, share.share())));
        }
        int stillLeft = left(parts);
        if (stillLeft > 0) {
            add(parts, control, stillLeft);
        }
        List<VariantShare> distribution = parts.entrySet().stream()
                .map(entry -> new VariantShare(entry.getKey(), new Share(entry.getValue())))
                .toList();
        return new ResolvedRule(index + 1, condition, allocation.unit(), distribution);
    }

    /** Where everyone else sends what the rule at this index leaves; no shares when another rule comes first. */
    private static List<VariantShare> nextEveryoneElse(List<Rule> rules, int index) {
        for (Rule next : rules.subList(index + 1, rules.size())) {
            switch (next) {
                case Rule.EveryoneElse(Allocation allocation) -> {
                    return allocation.shares();
                }
                case Rule.Allocate(Condition _, Allocation _) -> {
                    return List.of();
                }
                case Rule.Mirror(Share _, String _) -> {}
            }
        }
        return List.of();
    }

    private static void add(Map<String, Integer> parts, String variant, int more) {
        parts.merge(variant, more, Integer::sum);
    }

    private static int left(Map<String, Integer> parts) {
        int sum = parts.values().stream().mapToInt(Integer::intValue).sum();
        if (sum > Share.WHOLE) {
            throw new IllegalArgumentException("shares add up to " + sum + " parts of " + Share.WHOLE);
        }
        return Share.WHOLE - sum;
    }

    private static int exactPart(int left, Share share) {
        int product = left * share.parts();
        if (product % Share.WHOLE != 0) {
            throw new IllegalArgumentException(
                    share.parts() + " of 10000 parts of " + left + " are no whole number of parts");
        }
        return product / Share.WHOLE;
    }
}
