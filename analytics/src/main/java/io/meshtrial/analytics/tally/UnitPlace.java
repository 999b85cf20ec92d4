package io.meshtrial.analytics.tally;

import org.jspecify.annotations.Nullable;

/**
 * Where a cell's requests enter sums over users: the same for all of them as long as the measurement is.
 *
 * @param units null where they enter none
 * @param cell number of their cell
 */
record UnitPlace(Measurement measurement, @Nullable ExperimentUnits units, int cell) {

    @SuppressWarnings("ReferenceEquality")
    boolean isFrom(Measurement other) {
        return measurement == other;
    }
}
