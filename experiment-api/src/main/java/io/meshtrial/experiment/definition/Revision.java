package io.meshtrial.experiment.definition;

import io.meshtrial.rules.model.RandomisationUnit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        allocations = withCookies(allocations);
    }

    /** Revisions stored before cookies had numbers gave the first sticky rule the experiment's own. */
    private static List<TargetAllocation> withCookies(List<TargetAllocation> allocations) {
        List<TargetAllocation> result = new ArrayList<>();
        boolean first = true;
        for (TargetAllocation allocation : allocations) {
            boolean sticky = allocation.unit() == RandomisationUnit.USER;
            boolean unsaid = sticky && allocation.cookie() == null;
            int number = allocation.number();
            result.add(unsaid ? allocation.as(number, allocation.drawingRevision(), first ? 0 : number) : allocation);
            first &= !sticky;
        }
        return List.copyOf(result);
    }

    /** What the rule of that number gives. */
    public Optional<TargetAllocation> allocation(int number) {
        return allocations.stream()
                .filter(allocation -> allocation.number() == number)
                .findFirst();
    }

    @Override
    public String toString() {
        return "Revision[number=" + number + ", rules=" + rules + "]";
    }
}
