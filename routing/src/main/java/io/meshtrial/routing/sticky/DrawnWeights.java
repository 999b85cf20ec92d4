package io.meshtrial.routing.sticky;

import java.util.Map;

/**
 * The weights of one drawing revision of a sticky rule.
 *
 * @param parts per variant; only their ratios count; a variant that is not named has none
 */
public record DrawnWeights(int revision, Map<String, Integer> parts) {

    public DrawnWeights {
        parts = Map.copyOf(parts);
        if (parts.values().stream().anyMatch(part -> part < 0)
                || parts.values().stream().mapToLong(Integer::longValue).sum() == 0) {
            throw new IllegalArgumentException("weights are not negative and one of them is positive: " + parts);
        }
    }

    int of(String variant) {
        return parts.getOrDefault(variant, 0);
    }

    long total() {
        return parts.values().stream().mapToLong(Integer::longValue).sum();
    }
}
