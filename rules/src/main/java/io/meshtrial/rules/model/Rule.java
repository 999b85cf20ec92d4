package io.meshtrial.rules.model;

/** A condition and where its requests go. */
public sealed interface Rule {

    /** "20% of Firefox on path starting with /search to v2". The first of these whose condition holds decides. */
    record Allocate(Condition condition, Allocation allocation) implements Rule {}

    /** "everyone else to v1": takes what earlier rules leave, and the rest of the share of the rule just above it. */
    record EveryoneElse(Allocation allocation) implements Rule {}

    /** "mirror 5% to v2": copies a share of what the experiment's routes serve; decides nothing. */
    record Mirror(Share share, String variant) implements Rule {}
}
