package io.meshtrial.rules.evaluate;

import io.meshtrial.rules.model.Rules;
import io.meshtrial.rules.resolution.ResolvedRule;
import io.meshtrial.rules.resolution.RuleResolver;
import java.util.List;

/**
 * Says which rule decides a request, straight from the rules and without any VirtualService: what compiled routes must
 * agree with. Immutable and safe to share between threads.
 */
public final class RuleEvaluator {

    private final List<Entry> entries;

    private record Entry(CompiledCondition condition, ResolvedRule rule) {}

    private RuleEvaluator(List<Entry> entries) {
        this.entries = entries;
    }

    /**
     * @param control name of the CONTROL variant
     * @throws IllegalArgumentException as {@link RuleResolver#resolve} does
     */
    public static RuleEvaluator of(Rules rules, String control) {
        return new RuleEvaluator(RuleResolver.resolve(rules, control).deciding().stream()
                .map(rule -> new Entry(CompiledCondition.of(rule.condition()), rule))
                .toList());
    }

    public RuleDecision evaluate(RequestFacts facts) {
        return entries.stream()
                .filter(entry -> entry.condition().holds(facts))
                .findFirst()
                .<RuleDecision>map(entry -> new RuleDecision.Decided(entry.rule()))
                .orElseGet(RuleDecision.Untouched::new);
    }
}
