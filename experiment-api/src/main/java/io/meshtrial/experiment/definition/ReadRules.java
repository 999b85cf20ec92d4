package io.meshtrial.experiment.definition;

import io.meshtrial.rules.model.Rules;
import java.util.List;

/**
 * Rules that can be read, and where each stands.
 *
 * @param text as the person wrote it; canonical where JSON came
 * @param lines line of each rule in the text, from 1
 */
public record ReadRules(Rules rules, String text, List<Integer> lines) {
    public ReadRules {
        lines = List.copyOf(lines);
    }

    /** @param ordinal from 1 */
    public int line(int ordinal) {
        return ordinal >= 1 && ordinal <= lines.size() ? lines.get(ordinal - 1) : 1;
    }
}
