package io.meshtrial.analytics.tally;

import org.jspecify.annotations.Nullable;

/**
 * Where a cell's requests enter sums over users: the same for all of them as long as the measurement is.
 *
 * @param units null where they enter none
 * @param cell number of their cell
 * @param served whether the variant's own version answered: otherwise they say who was assigned, and nothing of an outcome
 */
record UnitPlace(Measurement measurement, @Nullable ExperimentUnits units, int cell, boolean served) {

    @SuppressWarnings("ReferenceEquality")
    boolean isFrom(Measurement other) {
        return measurement == other;
    }
}
