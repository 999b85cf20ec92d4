package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.tally.TallyKey.SampleKey;
import io.meshtrial.analytics.tally.TallyKey.UserKey;
import io.meshtrial.events.RequestEvent.UnitKind;
import java.util.ArrayList;
import java.util.List;

/** The units of one experiment in one partition, and what each request changes in them and in their sums. */
final class ExperimentUnits {

    private final SampleKey key;
    private final CommitStore tallies;
    private final UnitCells cells;
    private final UnitLog log;
    private final List<Slot<UserTallyRow>> rows = new ArrayList<>();
    private List<String> names;
    private UnitTable table;
    private int halvings;

    /**
     * @param key of the experiment and of the source whose events count
     * @param restored what an earlier task left; empty at the first event of an experiment
     */
    ExperimentUnits(SampleKey key, CommitStore tallies, RestoredUnits restored, UnitLog log) {
        this.key = key;
        this.tallies = tallies;
        this.log = log;
        cells = restored.cells();
        names = restored.names();
        table = restored.table();
        halvings = restored.halvings();
    }

    String name() {
        return key.experiment();
    }

    /** Number of a cell, for good. */
    int number(UserCell cell) {
        return cells.number(cell);
    }

    int size() {
        return table.size();
    }

    /** One request, seen in a cell, of a unit that its stratum's rule drew and that the variant's own version served. */
    void add(Observation observation, Measurement measurement, int number) {
        long high = observation.unitHigh();
        long low = observation.unitLow();
        if (!UnitRecord.isKept(high, low, halvings)) {
            return;
        }
        layOut(measurement.metrics());
        int unit = table.find(high, low, cells.stratum(number), cells);
        if (unit < 0) {
            unit = table.add(high, low, UnitRecord.state(number, 0, 0));
            sample().holds(table.size());
        }
        change(unit, observation, measurement, number);
    }

    private void change(int unit, Observation observation, Measurement measurement, int seenIn) {
        long before = table.get(unit, UnitRecord.STATE);
        int first = UnitRecord.cell(before);
        UserTallyRow row = row(first);
        if (UnitRecord.requests(before) >= UserTally.MAX_REQUESTS) {
            row.beyondCap();
            return;
        }
        boolean isNew = UnitRecord.requests(before) == 0;
        boolean returns = observation.unitKind() == UnitKind.USER;
        if (returns && !isNew && (before & UnitRecord.RETURNED) == 0) {
            row.sums(before).move(table, unit, names, false);
            before |= UnitRecord.RETURNED;
            table.set(unit, UnitRecord.STATE, before);
            row.sums(before).move(table, unit, names, true);
        }
        boolean crosses = !cells.cell(seenIn).variant().equals(cells.cell(first).variant());
        long after = UnitRecord.withOneMoreRequest(before)
                | (returns ? UnitRecord.RETURNED : 0)
                | (observation.isError() ? UnitRecord.ERROR : 0)
                | (crosses ? UnitRecord.CROSSED : 0);
        UserSumsAccumulator sums = row.sums(after);
        sums.changeState(isNew ? 0 : before, after);
        changeMetrics(unit, observation, measurement, sums);
        table.set(unit, UnitRecord.STATE, log.changed(unit, after));
    }

    private void changeMetrics(int unit, Observation observation, Measurement measurement, UserSumsAccumulator sums) {
        List<UserMetric> metrics = measurement.metrics();
        for (int i = 0; i < metrics.size(); i++) {
            UserMetric metric = metrics.get(i);
            long packed = table.get(unit, UnitRecord.METRICS + i);
            long sum = UnitRecord.sum(packed);
            long count = UnitRecord.count(packed);
            long moreSum = metric.numerator(sum, observation, measurement.capMicros());
            long moreCount = metric.denominator(count, observation);
            if (moreSum != sum || moreCount != count) {
                sums.metric(metric.name()).change(sum, count, moreSum, moreCount);
                table.set(unit, UnitRecord.METRICS + i, UnitRecord.pack(moreSum, moreCount));
            }
        }
    }

    void addOutside(int cell) {
        row(cell).outside();
    }

    void addWithoutId(int cell) {
        row(cell).withoutId();
    }

    /** Halves the threshold: units beyond it are taken out of their sums, in all arms alike. */
    void halve() {
        halvings++;
        table.retain(unit -> {
            boolean kept = UnitRecord.isKept(
                    table.get(unit, UnitRecord.HASH_HIGH), table.get(unit, UnitRecord.HASH_LOW), halvings);
            if (!kept) {
                long state = table.get(unit, UnitRecord.STATE);
                row(UnitRecord.cell(state)).sums(state).move(table, unit, names, false);
            }
            return kept;
        });
        log.renumbered(table);
        sample().halved();
        sample().holds(table.size());
    }

    void commit() {
        log.commit(table, names, cells);
    }

    long bytes() {
        return table.bytes();
    }

    /** Metrics are frozen; should a plan change all the same, each keeps its sums by its name. */
    private void layOut(List<UserMetric> metrics) {
        boolean same = metrics.size() == names.size();
        for (int i = 0; same && i < metrics.size(); i++) {
            same = metrics.get(i).name().equals(names.get(i));
        }
        if (!same) {
            List<String> wanted = metrics.stream().map(UserMetric::name).toList();
            table = table.withMetrics(names, wanted);
            names = wanted;
        }
    }

    private UserTallyRow row(int cell) {
        while (rows.size() <= cell) {
            rows.add(slot(rows.size()));
        }
        Slot<UserTallyRow> slot = rows.get(cell);
        if (!slot.isLive()) {
            slot = slot(cell);
            rows.set(cell, slot);
        }
        return slot.change();
    }

    private Slot<UserTallyRow> slot(int cell) {
        return tallies.slot(new UserKey(cells.cell(cell)), UserTallyRow.class, UserTallyRow::new);
    }

    private SampleRow sample() {
        return tallies.change(key, SampleRow.class, SampleRow::new);
    }
}
