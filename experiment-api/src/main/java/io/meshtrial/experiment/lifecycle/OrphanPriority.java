package io.meshtrial.experiment.lifecycle;

import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.experiment.rest.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The priority that an orphan had is not in the mesh; its place among the routes of others is. So each place that a
 * priority can give it is tried, with room left for orphans that are adopted later.
 */
final class OrphanPriority {

    private static final int HIGHEST = 1_000;
    private static final int ROOM = 100;

    private OrphanPriority() {}

    /**
     * Those to be tried, 0 (as usual) first; just the declared one where it is known.
     *
     * @param others that run on the same object
     */
    static List<Integer> candidates(@Nullable Integer declared, List<StoredExperiment> others) {
        if (declared != null) {
            if (Math.abs((long) declared) > HIGHEST) {
                throw ProblemException.invalid("/priority", "is a whole number from -1000 to 1000");
            }
            return List.of(declared);
        }
        Set<Integer> candidates = new LinkedHashSet<>(List.of(0));
        List<Integer> known = List.copyOf(new TreeSet<>(
                others.stream().map(other -> other.spec().precedence()).toList()));
        candidates.addAll(known);
        for (int i = 1; i < known.size(); i++) {
            int between = Math.floorDiv(known.get(i - 1) + known.get(i), 2);
            if (between > known.get(i - 1)) {
                candidates.add(between);
            }
        }
        if (!known.isEmpty()) {
            candidates.add(Math.min(HIGHEST, known.getLast() + ROOM));
            candidates.add(Math.max(-HIGHEST, known.getFirst() - ROOM));
        }
        return new ArrayList<>(candidates);
    }
}
