package io.meshtrial.analytics.tally;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@link UserSums} under way. */
final class UserSumsAccumulator {

    private long units;
    private long errorUnits;
    private long crossovers;
    private long requests;
    private final Map<String, RatioAccumulator> metrics = new HashMap<>();

    UserSumsAccumulator(UserSums start) {
        units = start.units();
        errorUnits = start.errorUnits();
        crossovers = start.crossovers();
        requests = start.requests();
        start.metrics().forEach((name, sums) -> metrics.put(name, new RatioAccumulator(sums)));
    }

    /**
     * What a unit's state adds is taken out, and put in as it is now; a state of 0 adds nothing.
     *
     * @param moreUnits 1 for a unit that joins, -1 for one that leaves, 0 for one that stays
     */
    void changeState(long before, long after, int moreUnits) {
        units += moreUnits;
        errorUnits += has(after, UnitRecord.ERROR) - has(before, UnitRecord.ERROR);
        crossovers += has(after, UnitRecord.CROSSED) - has(before, UnitRecord.CROSSED);
        requests += UnitRecord.requests(after) - UnitRecord.requests(before);
    }

    RatioAccumulator metric(String name) {
        RatioAccumulator known = metrics.get(name);
        if (known == null) {
            known = new RatioAccumulator(RatioSums.ZERO);
            metrics.put(name, known);
        }
        return known;
    }

    /** A whole unit joins or leaves. */
    void move(UnitTable table, int unit, List<String> names, boolean joins) {
        long state = table.get(unit, UnitRecord.STATE);
        changeState(joins ? 0 : state, joins ? state : 0, joins ? 1 : -1);
        for (int i = 0; i < names.size(); i++) {
            long packed = table.get(unit, UnitRecord.METRICS + i);
            long sum = UnitRecord.sum(packed);
            long count = UnitRecord.count(packed);
            RatioAccumulator metric = metric(names.get(i));
            if (joins) {
                metric.change(0, 0, sum, count);
            } else {
                metric.change(sum, count, 0, 0);
            }
        }
    }

    private static int has(long state, long flag) {
        return (state & flag) == 0 ? 0 : 1;
    }

    UserSums toSums() {
        SortedMap<String, RatioSums> sums = new TreeMap<>();
        metrics.forEach((name, metric) -> {
            RatioSums now = metric.toSums();
            if (!now.equals(RatioSums.ZERO)) {
                sums.put(name, now);
            }
        });
        return new UserSums(units, errorUnits, crossovers, requests, sums);
    }
}
