package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.definition.EventSource;
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

    EventSource source() {
        return key.source();
    }

    /** Number of a cell, for good. */
    int number(UserCell cell) {
        return cells.number(cell);
    }

    int size() {
        return table.size();
    }

    /** One request of a unit that its stratum's rule drew: the first one assigns the unit, whatever version serves it. */
    void add(Observation observation, Measurement measurement, UnitPlace place) {
        int number = place.cell();
        long high = observation.unitHigh();
        long low = observation.unitLow();
        if (!UnitRecord.isKept(high, low, halvings)) {
            return;
        }
        layOut(measurement.metrics(key.source()));
        int unit = table.find(high, low, cells.stratum(number), cells);
        boolean isNew = unit < 0;
        if (isNew) {
            unit = table.add(high, low, UnitRecord.state(number, 0, 0));
            sample().holds(table.size());
        }
        change(unit, isNew, observation, measurement, place);
    }

    private void change(int unit, boolean isNew, Observation observation, Measurement measurement, UnitPlace place) {
        long before = table.get(unit, UnitRecord.STATE);
        int first = UnitRecord.cell(before);
        UserTallyRow row = row(first);
        if (place.served() && UnitRecord.requests(before) >= UserTally.MAX_REQUESTS) {
            row.beyondCap();
            return;
        }
        boolean returns = observation.unitKind() == UnitKind.USER;
        if (returns && !isNew && (before & UnitRecord.RETURNED) == 0) {
            row.sums(before).move(table, unit, names, false);
            before |= UnitRecord.RETURNED;
            table.set(unit, UnitRecord.STATE, before);
            row.sums(before).move(table, unit, names, true);
        }
        boolean crosses =
                !cells.cell(place.cell()).variant().equals(cells.cell(first).variant());
        long after = (place.served() ? UnitRecord.withOneMoreRequest(before) : before)
                | (returns ? UnitRecord.RETURNED : 0)
                | (place.served() && observation.isError() ? UnitRecord.ERROR : 0)
                | (crosses ? UnitRecord.CROSSED : 0);
        UserSumsAccumulator sums = row.sums(after);
        sums.changeState(before, after, isNew ? 1 : 0);
        changeMetrics(unit, observation, measurement, sums, place.served());
        table.set(unit, UnitRecord.STATE, log.changed(unit, after));
    }

    private void changeMetrics(
            int unit, Observation observation, Measurement measurement, UserSumsAccumulator sums, boolean served) {
        List<UserMetric> metrics = measurement.metrics(key.source());
        for (int i = 0; i < metrics.size(); i++) {
            UserMetric metric = metrics.get(i);
            long packed = table.get(unit, UnitRecord.METRICS + i);
            long sum = UnitRecord.sum(packed);
            long count = UnitRecord.count(packed);
            long moreSum = served ? metric.numerator(sum, observation, measurement.capMicros()) : sum;
            long moreCount = served ? metric.denominator(count, observation) : metric.denominatorOfAssigned(count);
            if (moreSum != sum || moreCount != count) {
                sums.metric(metric.name()).change(sum, count, moreSum, moreCount);
                table.set(unit, UnitRecord.METRICS + i, UnitRecord.pack(moreSum, moreCount));
            }
        }
    }

    /** One request that no unit has: its unit belongs to a closed cohort, or there is no id. */
    void addWithoutUnit(int cell, boolean hasUnit) {
        UserTallyRow row = row(cell);
        if (hasUnit) {
            row.outside();
        } else {
            row.withoutId();
        }
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
