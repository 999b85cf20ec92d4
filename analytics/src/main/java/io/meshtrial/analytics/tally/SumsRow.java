package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.tally.Row.Sums;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Sums under way. */
final class SumsRow implements LiveRow {

    private TallyAccumulator accumulator;

    SumsRow(@Nullable Row start) {
        accumulator = new TallyAccumulator(start instanceof Sums(Tally tally) ? tally : Tally.ZERO);
    }

    /** @param names under which name a value is added */
    void add(Observation observation, long capMicros, UnaryOperator<String> names) {
        accumulator.add(observation, capMicros, names);
    }

    void add(Tally tally) {
        accumulator = new TallyAccumulator(accumulator.toTally().plus(tally));
    }

    @Override
    public Row toRow() {
        return new Sums(accumulator.toTally());
    }
}
