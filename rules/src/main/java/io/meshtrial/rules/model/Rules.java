package io.meshtrial.rules.model;

import java.util.List;

/** An ordered list of rules, as one experiment has them. */
public record Rules(List<Rule> rules) {
    public Rules {
        rules = List.copyOf(rules);
    }
}
