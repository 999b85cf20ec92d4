package io.meshtrial.rules.resolution;

import io.meshtrial.rules.model.Rule;
import java.util.List;

/**
 * A rule list with its leftovers dealt out.
 *
 * @param deciding in order; the first whose condition holds decides
 * @param mirrors copies of what the experiment's routes serve; they decide nothing
 */
public record Resolution(List<ResolvedRule> deciding, List<Rule.Mirror> mirrors) {
    public Resolution {
        deciding = List.copyOf(deciding);
        mirrors = List.copyOf(mirrors);
    }
}
