package io.meshtrial.analytics.tally;

import io.meshtrial.events.EventId;
import io.meshtrial.events.RequestEvent;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The plain single-threaded count that the stream must equal. */
final class Recount {

    final UserRecount users = new UserRecount();
    long counted;
    long duplicates;
    long poison;
    long late;

    private final Map<String, BitSet> seen = new HashMap<>();
    private final Map<Cell, TallyAccumulator> accumulators = new HashMap<>();

    void add(EventId id, RequestEvent event, long appendMillis) {
        BitSet numbers = seen.computeIfAbsent(id.instance(), none -> new BitSet());
        int number = Math.toIntExact(id.sequence());
        if (numbers.get(number)) {
            duplicates++;
            return;
        }
        numbers.set(number);
        counted++;
        EventObservation observation = new EventObservation(event, appendMillis);
        late += appendMillis - event.getStartEpochMicros() / 1000 > 60_000 ? 1 : 0;
        accumulators
                .computeIfAbsent(observation.cell(), none -> new TallyAccumulator(Tally.ZERO))
                .add(observation, TestExperiment.CAP_MICROS, UnaryOperator.identity());
        users.add(observation);
    }

    Map<Cell, Tally> totals() {
        Map<Cell, Tally> totals = new HashMap<>();
        accumulators.forEach((cell, accumulator) -> totals.put(cell, accumulator.toTally()));
        return totals;
    }
}
