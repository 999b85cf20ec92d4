package io.meshtrial.analytics.tally;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one experiment in one partition. A token that no definition knows may be invented, or of a revision whose
 * definition is still under way: such cells have a small number of places of their own.
 */
final class ExperimentCells {

    /** Cells whose token no definition has vouched for yet; the rest is pooled. */
    static final int MAX_UNPROVEN = 200;

    private final Set<Cell> vouched = new HashSet<>();
    private final Set<Cell> unproven = new HashSet<>();
    private @Nullable Measurement sortedWith;

    /** What becomes of an event's cell. */
    enum Admission {
        ADMITTED,
        /** Added up with others whose token is unknown. */
        POOLED,
        LEFT_OUT
    }

    void restored(Cell cell, Measurement measurement) {
        (measurement.vouchesFor(cell) ? vouched : unproven).add(cell);
    }

    Admission admit(Cell cell, Measurement measurement) {
        if (vouched.contains(cell) || unproven.contains(cell)) {
            return Admission.ADMITTED;
        }
        if (measurement.vouchesFor(cell)) {
            return vouched.size() < KnownCells.MAX_CELLS && vouched.add(cell) ? Admission.ADMITTED : Admission.LEFT_OUT;
        }
        if (unproven.size() >= MAX_UNPROVEN && sortedWith != measurement) {
            sortedWith = measurement;
            unproven.removeIf(known -> measurement.vouchesFor(known) && vouched.add(known));
        }
        return unproven.size() < MAX_UNPROVEN && unproven.add(cell) ? Admission.ADMITTED : Admission.POOLED;
    }
}
