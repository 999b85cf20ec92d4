package io.meshtrial.experiment.definition;

import io.meshtrial.rules.language.RuleFormatter;
import io.meshtrial.rules.model.RandomisationUnit;
import io.meshtrial.rules.resolution.ResolvedRule;
import io.meshtrial.rules.resolution.RuleResolver;
import io.meshtrial.rules.resolution.RuleSuccession;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What each rule of a revision gives, and since which revision it draws so. A rule that lives on keeps its number and its
 * cookie wherever it stands, and its drawing revision for as long as its weights stay: so inserting, removing or
 * moving other rules, or another condition, moves none of its users.
 */
final class Allocations {

    private Allocations() {}

    /**
     * @param before the revision before, whose drawing goes on where a rule's weights stay
     * @param given what the experiment's rules were given so far
     */
    static List<TargetAllocation> of(
            ExperimentSpec spec, ReadRules read, int number, @Nullable Revision before, GivenNumbers given) {
        List<ResolvedRule> rules =
                RuleResolver.resolve(read.rules(), spec.control()).deciding();
        List<@Nullable TargetAllocation> lived = lived(spec, rules, before);
        Numbers numbers = new Numbers(given, lived);
        List<TargetAllocation> allocations = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            TargetAllocation fresh = fresh(spec, read, rules.get(i), number);
            TargetAllocation old = lived.get(i);
            allocations.add(
                    old == null
                            ? numbers.given(fresh, rules.get(i).ordinal())
                            : fresh.as(
                                    old.number(),
                                    old.weights().equals(fresh.weights()) ? old.drawingRevision() : number,
                                    old.cookie()));
        }
        return allocations;
    }

    private static TargetAllocation fresh(ExperimentSpec spec, ReadRules read, ResolvedRule rule, int number) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        spec.variants().forEach(variant -> weights.put(variant.name(), 0));
        rule.distribution()
                .forEach(share -> weights.put(share.variant(), share.share().parts()));
        return new TargetAllocation(
                String.valueOf(rule.ordinal()),
                read.line(rule.ordinal()),
                RuleFormatter.format(read.rules().rules().get(rule.ordinal() - 1)),
                number,
                rule.unit(),
                rule.isRandomised(),
                weights,
                null);
    }

    /** For each rule, what the revision before gave by it; null for a new rule. */
    private static List<@Nullable TargetAllocation> lived(
            ExperimentSpec spec, List<ResolvedRule> rules, @Nullable Revision before) {
        List<ResolvedRule> earlier = before == null
                ? List.of()
                : RuleResolver.resolve(RuleReader.stored(before.rules()).rules(), spec.control())
                        .deciding();
        List<@Nullable TargetAllocation> result = new ArrayList<>();
        for (OptionalInt found : RuleSuccession.of(earlier, rules)) {
            result.add(
                    before == null || found.isEmpty()
                            ? null
                            : before.allocations().get(found.getAsInt()));
        }
        return result;
    }

    /** Numbers and cookies for rules that are new. */
    private static final class Numbers {

        private final GivenNumbers given;
        private final Set<Integer> taken = new HashSet<>();
        private boolean kept;

        Numbers(GivenNumbers given, List<@Nullable TargetAllocation> lived) {
            this.given = given;
            this.kept = given.drewUsers();
            for (TargetAllocation old : lived) {
                if (old != null) {
                    taken.add(old.number());
                    kept |= old.cookie() != null;
                }
            }
        }

        TargetAllocation given(TargetAllocation fresh, int ordinal) {
            boolean sticky = fresh.unit() == RandomisationUnit.USER;
            int number = ordinal;
            for (int next = 1; taken.contains(number) || given.isSpent(number, sticky); next++) {
                number = next;
            }
            taken.add(number);
            if (!sticky) {
                return fresh.as(number, fresh.drawingRevision(), null);
            }
            int cookie = kept ? number : 0;
            kept = true;
            return fresh.as(number, fresh.drawingRevision(), cookie);
        }
    }
}
