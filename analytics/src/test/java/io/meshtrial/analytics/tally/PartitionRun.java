package io.meshtrial.analytics.tally;

import io.meshtrial.events.RequestEvent;

/** One partition's tallies over what its stores keep in memory; to be restarted at will. */
final class PartitionRun {

    final StoredRows tallies = new StoredRows();
    final StoredRows units = new StoredRows();

    private final TallyBounds bounds;
    private final Measurements measurements;
    private CommitStore openTallies;
    private CommitStore openUnits;
    private PartitionTallies partition;

    PartitionRun(TallyBounds bounds) {
        this(bounds, TestExperiment.measurements());
    }

    PartitionRun(TallyBounds bounds, Measurements measurements) {
        this.bounds = bounds;
        this.measurements = measurements;
        openTallies = tallies.open("tallies");
        openUnits = units.open("units");
        partition = new PartitionTallies(openTallies, openUnits, measurements, bounds);
    }

    /** What was not committed is lost, as it is in a task that moves. */
    void restart() {
        openTallies = tallies.open("tallies");
        openUnits = units.open("units");
        partition = new PartitionTallies(openTallies, openUnits, measurements, bounds);
    }

    void add(EventIdentity identity, RequestEvent event, long appendMillis) {
        partition.at(appendMillis);
        partition.add(identity, new EventObservation(event, appendMillis));
    }

    void commit() {
        openTallies.flushCache();
        openUnits.flushCache();
    }
}
