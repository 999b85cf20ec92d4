package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.tally.TallyKey.SampleKey;
import io.meshtrial.analytics.tally.TallyKey.UnitsKey;
import io.meshtrial.events.RequestEvent.UnitKind;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The units of one partition. Their number is bounded over all experiments: at the bound, the experiment that holds most
 * halves its threshold. Nothing is ever evicted singly, for an evicted unit would come back as a new one.
 */
final class PartitionUnits {

    private final CommitStore tallies;
    private final CommitStore units;
    private final long bound;
    private final Map<SampleKey, ExperimentUnits> experiments = new HashMap<>();

    /**
     * Takes over what the stores restored.
     *
     * @param bound units that are held at most, each once for every stratum it was seen in
     */
    PartitionUnits(CommitStore tallies, CommitStore units, long bound) {
        this.tallies = tallies;
        this.units = units;
        this.bound = bound;
        Map<SampleKey, SortedMap<Long, Row.Units>> logs = new HashMap<>();
        units.forEachRestored((key, row) -> {
            if (key instanceof UnitsKey(SampleKey of, long number) && row instanceof Row.Units piece) {
                logs.computeIfAbsent(of, none -> new TreeMap<>()).put(number, piece);
            }
        });
        tallies.forEachRestored((key, row) -> {
            if (key instanceof SampleKey of && row instanceof Row.Sample sample) {
                SortedMap<Long, Row.Units> log = logs.getOrDefault(of, new TreeMap<>());
                experiments.put(of, open(of, RestoredUnits.of(log, sample.halvings())));
            }
        });
        units.releaseRestored(UnitsKey.class);
        units.beforeCommit(() -> experiments.values().forEach(ExperimentUnits::commit));
    }

    /** One request of a person that was assigned to a variant. */
    void add(Observation observation, Measurement measurement, CellRows cell) {
        UnitPlace place = cell.place();
        if (place == null || !place.isFrom(measurement)) {
            place = place(observation, measurement);
            cell.place(place);
        }
        ExperimentUnits into = place.units();
        if (into == null) {
            return;
        }
        boolean hasUnit = observation.unitKind() != UnitKind.GENERATED;
        if (hasUnit && observation.isOfCurrentDraw()) {
            into.add(observation, measurement, place);
            keepWithinBound();
        } else if (place.served()) {
            into.addWithoutUnit(place.cell(), hasUnit);
        }
    }

    private UnitPlace place(Observation observation, Measurement measurement) {
        Stratum stratum = observation.stratum();
        if (!measurement.countsUsers(observation.source())
                || !measurement.drawsUsers(stratum)
                || !measurement.knows(observation.variant())) {
            return new UnitPlace(measurement, null, 0, false);
        }
        ExperimentUnits into = experiments.computeIfAbsent(
                new SampleKey(observation.source(), observation.experiment()), of -> open(of, RestoredUnits.none(0)));
        UserCell cell = new UserCell(observation.source(), stratum, observation.variant(), observation.token());
        return new UnitPlace(
                measurement,
                into,
                into.number(cell),
                measurement.isServedBy(observation.variant(), observation.servedVersion()));
    }

    private void keepWithinBound() {
        while (size() > bound) {
            experiments.values().stream()
                    .max(Comparator.comparingInt(ExperimentUnits::size)
                            .thenComparing(ExperimentUnits::name)
                            .thenComparing(ExperimentUnits::source))
                    .ifPresent(ExperimentUnits::halve);
        }
    }

    private long size() {
        long size = 0;
        for (ExperimentUnits experiment : experiments.values()) {
            size += experiment.size();
        }
        return size;
    }

    private ExperimentUnits open(SampleKey of, RestoredUnits restored) {
        return new ExperimentUnits(of, tallies, restored, new UnitLog(of, units, restored.first(), restored.next()));
    }
}
