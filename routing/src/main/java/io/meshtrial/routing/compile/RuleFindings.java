package io.meshtrial.routing.compile;

import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.predicate.Languages;
import io.meshtrial.routing.predicate.Overlap;
import io.meshtrial.routing.predicate.Witness;
import io.meshtrial.routing.predicate.WitnessSearch;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.resolution.ResolvedRule;
import java.util.ArrayList;
import java.util.List;

/** What the rules of one experiment do to one another. */
final class RuleFindings {

    /** Notes on pairs are left out of longer lists, which nobody would read. */
    private static final int MOST_RULES_FOR_PAIRS = 30;

    private RuleFindings() {}

    static List<Finding> of(List<ResolvedRule> rules, Languages languages) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 1; i < rules.size(); i++) {
            ResolvedRule rule = rules.get(i);
            List<ResolvedRule> earlier = rules.subList(0, i);
            switch (Overlap.beyond(
                    rule.condition(),
                    earlier.stream().map(ResolvedRule::condition).toList(),
                    languages)) {
                case WitnessSearch.Result.None _ ->
                    findings.add(Finding.warning(
                                    "unreachable-rule",
                                    "Rule " + rule.ordinal() + " is never reached: the rules above it take all of its"
                                            + " requests.")
                            .ofRule(rule.ordinal())
                            .withHint("Put the narrower rule first."));
                case WitnessSearch.Result.Unknown _ ->
                    findings.add(Finding.warning(
                                    "reachability-unknown",
                                    "Whether any request reaches rule " + rule.ordinal() + " could not be decided.")
                            .ofRule(rule.ordinal()));
                case WitnessSearch.Result.Found _ -> findings.addAll(overlaps(rule, earlier, languages));
            }
        }
        return findings;
    }

    /** A general rule behind particular ones overlaps by intent; only pairs of particular ones are worth a note. */
    private static List<Finding> overlaps(ResolvedRule rule, List<ResolvedRule> earlier, Languages languages) {
        List<Finding> findings = new ArrayList<>();
        if (earlier.size() > MOST_RULES_FOR_PAIRS) {
            return findings;
        }
        for (ResolvedRule other : earlier) {
            if (!(rule.condition() instanceof Condition.Always)
                    && Overlap.of(rule.condition(), other.condition(), languages)
                            instanceof WitnessSearch.Result.Found(Witness witness)) {
                findings.add(Finding.note(
                                "overlapping-rules",
                                "Rule " + other.ordinal() + " takes some requests that rule " + rule.ordinal()
                                        + " would take too; the first decides.")
                        .ofRule(rule.ordinal())
                        .withWitness(witness));
            }
        }
        return findings;
    }
}
