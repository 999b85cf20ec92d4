package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.tally.Row.Sums;
import org.jspecify.annotations.Nullable;

/** Sums under way. */
final class SumsRow implements LiveRow {

    private TallyAccumulator accumulator;

    SumsRow(@Nullable Row start) {
        accumulator = new TallyAccumulator(start instanceof Sums(Tally tally) ? tally : Tally.ZERO);
    }

    void add(Observation observation, long capMicros) {
        accumulator.add(observation, capMicros);
    }

    void add(Tally tally) {
        accumulator = new TallyAccumulator(accumulator.toTally().plus(tally));
    }

    @Override
    public Row toRow() {
        return new Sums(accumulator.toTally());
    }
}
