package io.meshtrial.routing.conformance;

import java.util.ArrayList;
import java.util.List;

/** Recorded values that are another each time are written {@code <address>}, {@code <uuid>} and the like. */
final class Placeholders {

    private Placeholders() {}

    /** The recorded values, placeholders replaced by what stands in their place in the evaluated ones. */
    static List<String> fill(List<String> recorded, List<String> evaluated) {
        List<String> filled = new ArrayList<>();
        for (int i = 0; i < recorded.size(); i++) {
            String value = recorded.get(i);
            int open = value.indexOf('<');
            int close = value.indexOf('>', open + 1);
            if (open < 0 || close < 0 || i >= evaluated.size()) {
                filled.add(value);
                continue;
            }
            String other = evaluated.get(i);
            String before = value.substring(0, open);
            String after = value.substring(close + 1);
            boolean fits = other.length() > before.length() + after.length()
                    && other.startsWith(before)
                    && other.endsWith(after);
            filled.add(fits ? other : value);
        }
        return filled;
    }
}
