package io.meshtrial.rules.evaluate;

import io.meshtrial.rules.resolution.ResolvedRule;

/** What a rule list says about a request. */
public sealed interface RuleDecision {

    /** The first rule whose condition holds. */
    record Decided(ResolvedRule rule) implements RuleDecision {}

    /** No rule takes the request: it keeps the base routes. */
    record Untouched() implements RuleDecision {}
}
