package io.meshtrial.rules.resolution;

import io.meshtrial.rules.model.RandomisationUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * Which rule of an earlier list lives on in which rule of a later one, wherever it stands there. Users hold draws of a
 * sticky rule, so it is followed through insertions, removals, moves, other weights and another condition; a rule that
 * draws requests is followed only where it says the same.
 */
public final class RuleSuccession {

    /** From the surest sign to the weakest; a rule found by one is not asked for again. */
    private static final List<BiPredicate<ResolvedRule, ResolvedRule>> SIGNS = List.of(
            (old, now) -> old.unit() == now.unit()
                    && old.condition().equals(now.condition())
                    && weights(old).equals(weights(now)),
            (old, now) -> bothSticky(old, now) && old.condition().equals(now.condition()),
            (old, now) -> bothSticky(old, now) && weights(old).equals(weights(now)),
            RuleSuccession::bothSticky);

    private RuleSuccession() {}

    /**
     * For each rule of the later list, in order, the index of the earlier rule that lives on in it; empty for a new rule.
     * Each earlier rule is named once at most.
     */
    public static List<OptionalInt> of(List<ResolvedRule> earlier, List<ResolvedRule> later) {
        OptionalInt[] result = new OptionalInt[later.size()];
        Arrays.fill(result, OptionalInt.empty());
        List<Integer> left = new ArrayList<>();
        for (int old = 0; old < earlier.size(); old++) {
            left.add(old);
        }
        for (BiPredicate<ResolvedRule, ResolvedRule> sign : SIGNS) {
            for (int now = 0; now < result.length; now++) {
                ResolvedRule rule = later.get(now);
                if (result[now].isEmpty()) {
                    result[now] = left.stream()
                            .mapToInt(Integer::intValue)
                            .filter(old -> sign.test(earlier.get(old), rule))
                            .findFirst();
                    result[now].ifPresent(found -> left.remove(Integer.valueOf(found)));
                }
            }
        }
        return List.of(result);
    }

    /** Parts of 10 000 per variant that has any. */
    public static Map<String, Integer> weights(ResolvedRule rule) {
        return rule.distribution().stream()
                .filter(share -> share.share().parts() > 0)
                .collect(Collectors.toMap(
                        share -> share.variant(), share -> share.share().parts(), Integer::sum));
    }

    private static boolean bothSticky(ResolvedRule old, ResolvedRule now) {
        return old.unit() == RandomisationUnit.USER && now.unit() == RandomisationUnit.USER;
    }
}
