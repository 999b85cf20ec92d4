package io.meshtrial.routing.compile;

import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.predicate.Languages;
import io.meshtrial.routing.predicate.Overlap;
import io.meshtrial.routing.predicate.Witness;
import io.meshtrial.routing.predicate.WitnessSearch;
import io.meshtrial.rules.model.Allocation;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.Rule;
import io.meshtrial.rules.model.Share;
import io.meshtrial.rules.resolution.ResolvedRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the rules of one experiment do to one another. */
final class RuleFindings {

    /** Pairs of particular rules that are looked at: all of about 64 rules. Notes on more nobody would read. */
    private static final int MOST_PAIRS = 2_000;

    private static final String UNREACHABLE = "unreachable-rule";
    private static final String PAIRS_UNKNOWN = "overlapping-rules-unknown";

    private RuleFindings() {}

    /** @param written all rules of the text, mirrors included */
    static List<Finding> of(List<ResolvedRule> rules, List<Rule> written, Languages languages) {
        List<Finding> findings = new ArrayList<>();
        int pairs = 0;
        for (int i = 1; i < rules.size(); i++) {
            ResolvedRule rule = rules.get(i);
            if (dealsOut(written, rule.ordinal() - 1)) {
                continue;
            }
            List<ResolvedRule> earlier = rules.subList(0, i);
            switch (Overlap.beyond(
                    rule.condition(),
                    earlier.stream().map(ResolvedRule::condition).toList(),
                    languages)) {
                case WitnessSearch.Result.None _ ->
                    findings.add(Finding.warning(
                                    UNREACHABLE,
                                    "Rule " + rule.ordinal() + " is never reached: the rules above it take all of its"
                                            + " requests.")
                            .ofRule(rule.ordinal())
                            .withHint("Put the narrower rule first."));
                case WitnessSearch.Result.Unknown _ ->
                    findings.add(Finding.warning(
                                    "reachability-unknown",
                                    "Whether any request reaches rule " + rule.ordinal() + " could not be decided.")
                            .ofRule(rule.ordinal()));
                case WitnessSearch.Result.Found _ -> {
                    if (pairs + i <= MOST_PAIRS) {
                        findings.addAll(overlaps(rule, earlier, languages));
                    } else if (pairs <= MOST_PAIRS) {
                        findings.add(notLookedAt(rule));
                    }
                    pairs += i;
                }
            }
        }
        return findings;
    }

    /**
     * Rules for which no route was made: no request fulfils them, or none that a base route takes. Those that are known
     * to be unreachable are not named again.
     */
    static List<Finding> withoutRoutes(List<Rule> rules, List<OwnedRoute> routes, List<Finding> known) {
        Set<Integer> deciding = routes.stream()
                .map(OwnedRoute::rule)
                .filter(ordinal -> ordinal > 0)
                .collect(Collectors.toSet());
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            int ordinal = i + 1;
            // A mirror decorates the routes of the others.
            boolean routed = rules.get(i) instanceof Rule.Mirror ? !deciding.isEmpty() : deciding.contains(ordinal);
            routed |= dealsOut(rules, i);
            boolean said = known.stream()
                    .anyMatch(finding -> finding.code().equals(UNREACHABLE)
                            && Integer.valueOf(ordinal).equals(finding.rule()));
            if (!routed && !said) {
                findings.add(Finding.warning(
                                "rule-has-no-route",
                                "Rule " + ordinal + " has no effect: "
                                        + (rules.get(i) instanceof Rule.Mirror
                                                ? "it copies what other rules serve, and none has a route."
                                                : "no request that a route of the host takes fulfils it."))
                        .ofRule(ordinal)
                        .withHint("Compare its conditions with one another and with the routes of the host."));
            }
        }
        return findings;
    }

    /** Whether this is an {@code everyone else} that says where the rest of the rule above it goes. */
    private static boolean dealsOut(List<Rule> rules, int index) {
        if (!(rules.get(index) instanceof Rule.EveryoneElse)) {
            return false;
        }
        for (Rule above : rules.subList(0, index).reversed()) {
            if (above instanceof Rule.Allocate(Condition _, Allocation allocation)) {
                return allocation.shares().stream()
                                .mapToInt(share -> share.share().parts())
                                .sum()
                        < Share.WHOLE;
            }
        }
        return false;
    }

    /** A general rule behind particular ones overlaps by intent; only pairs of particular ones are worth a note. */
    private static List<Finding> overlaps(ResolvedRule rule, List<ResolvedRule> earlier, Languages languages) {
        List<Finding> findings = new ArrayList<>();
        if (rule.condition() instanceof Condition.Always) {
            return findings;
        }
        for (ResolvedRule other : earlier) {
            switch (Overlap.of(rule.condition(), other.condition(), languages)) {
                case WitnessSearch.Result.None _ -> {}
                case WitnessSearch.Result.Found(Witness witness) ->
                    findings.add(Finding.note(
                                    "overlapping-rules",
                                    "Rule " + other.ordinal() + " takes some requests that rule " + rule.ordinal()
                                            + " would take too; the first decides.")
                            .ofRule(rule.ordinal())
                            .withWitness(witness));
                case WitnessSearch.Result.Unknown _ ->
                    findings.add(Finding.note(
                                    PAIRS_UNKNOWN,
                                    "Whether rule " + other.ordinal() + " takes requests that rule " + rule.ordinal()
                                            + " would take too could not be decided.")
                            .ofRule(rule.ordinal()));
            }
        }
        return findings;
    }

    private static Finding notLookedAt(ResolvedRule rule) {
        return Finding.note(
                        PAIRS_UNKNOWN,
                        "From rule " + rule.ordinal()
                                + " on, which of the rules above take some of a rule's requests was"
                                + " not looked at: there are more than " + MOST_PAIRS + " pairs of rules.")
                .ofRule(rule.ordinal());
    }
}
