package io.meshtrial.analytics.tally;

import io.meshtrial.events.EventId;
import io.meshtrial.events.RequestEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The plain single-threaded count that the stream must equal. */
final class Recount {

    final Map<Cell, Tally> totals = new HashMap<>();
    final Set<EventId> seen = new HashSet<>();
    long duplicates;
    long poison;

    private final Map<Cell, TallyAccumulator> accumulators = new HashMap<>();

    void add(EventId id, RequestEvent event, long appendMillis) {
        if (!seen.add(id)) {
            duplicates++;
            return;
        }
        Observation observation = new Observation(event, appendMillis);
        accumulators
                .computeIfAbsent(observation.cell(), none -> new TallyAccumulator(Tally.ZERO))
                .add(observation, TestExperiment.CAP_MICROS);
    }

    Map<Cell, Tally> totals() {
        accumulators.forEach((cell, accumulator) -> totals.put(cell, accumulator.toTally()));
        return totals;
    }
}
