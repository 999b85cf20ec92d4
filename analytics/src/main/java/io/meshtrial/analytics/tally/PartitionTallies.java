package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.tally.TallyKey.MinuteKey;
import io.meshtrial.analytics.tally.TallyKey.PartitionKey;
import io.meshtrial.analytics.tally.TallyKey.SegmentKind;
import io.meshtrial.events.EventId;
import io.meshtrial.events.RequestEvent;
import java.util.Optional;

/** The tallies of one partition: which rows an event changes. */
final class PartitionTallies {

    private static final PartitionKey PARTITION = new PartitionKey();

    private final CommitStore store;
    private final Measurements measurements;
    private final SeenSequences seen;
    private final KnownCells cells;
    private final PartitionUnits units;

    PartitionTallies(CommitStore store, CommitStore unitStore, Measurements measurements, TallyBounds bounds) {
        this.store = store;
        this.measurements = measurements;
        cells = new KnownCells(store);
        seen = new SeenSequences(store);
        units = new PartitionUnits(store, unitStore, bounds.units());
    }

    void at(long appendMillis) {
        store.at(appendMillis);
        counts().lastAppendMillis(appendMillis);
    }

    void addPoison() {
        counts().poison();
    }

    /** @param id empty when the producer numbers its events in a form of its own: such events are never duplicates */
    void add(Optional<EventId> id, RequestEvent event, long appendMillis) {
        if (id.isPresent() && !seen.add(id.get(), appendMillis)) {
            counts().duplicate();
            return;
        }
        Observation observation = new Observation(event, appendMillis);
        if (observation.isPropagated()) {
            counts().propagated();
            return;
        }
        Cell cell = observation.cell();
        if (!cells.admit(cell)) {
            counts().overflow();
            return;
        }
        Measurement measurement = measurements.of(event.getExperiment());
        long cap = measurement.capMicros();
        sums(new MinuteKey(cell, observation.minute())).add(observation, cap);
        if (!event.getBot() && !cell.variant().isEmpty()) {
            sums(cells.segment(cell, SegmentKind.BROWSER, Browsers.label(event.getBrowser())))
                    .add(observation, cap);
            sums(cells.segment(cell, SegmentKind.ROUTE, event.getRoute())).add(observation, cap);
            units.add(observation, measurement);
        }
        counts().counted(observation);
    }

    void expire(long nowMillis) {
        seen.expire(nowMillis);
    }

    private SumsRow sums(TallyKey key) {
        return store.change(key, SumsRow.class, SumsRow::new);
    }

    private PartitionCounts counts() {
        return store.change(PARTITION, PartitionCounts.class, PartitionCounts::new);
    }
}
