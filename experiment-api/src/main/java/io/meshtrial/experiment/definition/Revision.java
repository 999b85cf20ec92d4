package io.meshtrial.experiment.definition;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An immutable, numbered state of an experiment's rules.
 *
 * @param number from 1, rising
 * @param token 22 characters of base64url, random; travels in {@code x-meshtrial} and is never shown
 */
public record Revision(
        int number,
        Instant at,
        String actor,
        @Nullable String reason,
        String rules,
        String token,
        List<TargetAllocation> allocations) {

    public Revision {
        allocations = List.copyOf(allocations);
    }

    @Override
    public String toString() {
        return "Revision[number=" + number + ", rules=" + rules + "]";
    }
}
