package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.tally.Row.Sums;
import io.meshtrial.analytics.tally.TallyKey.MinuteKey;
import io.meshtrial.analytics.tally.TallyKey.SegmentKey;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One experiment's merged tallies under way: a partial's old content is taken out, its new content put in. */
final class TallyBook {

    private final Map<Cell, Tally> totals = new HashMap<>();
    private final Map<Cell, SortedMap<Long, Tally>> minutes = new HashMap<>();
    private final Map<SegmentKey, Tally> segments = new HashMap<>();
    private long version;
    private ExperimentTallies latest = ExperimentTallies.NONE;

    void replace(TallyKey key, @Nullable Row before, @Nullable Row after) {
        Tally change = sums(after).minus(sums(before));
        switch (key) {
            case MinuteKey(Cell cell, long minute) -> {
                totals.merge(cell, change, Tally::plus);
                minutes.computeIfAbsent(cell, none -> new TreeMap<>()).merge(minute, change, TallyBook::plusOrNull);
            }
            case SegmentKey segment -> segments.merge(segment, change, TallyBook::plusOrNull);
            case TallyKey.PartitionKey none -> {}
            case TallyKey.InstanceKey none -> {}
            case TallyKey.SequencePageKey none -> {}
        }
        version++;
    }

    ExperimentTallies snapshot() {
        if (latest.version() != version) {
            Map<Cell, SortedMap<Long, Tally>> copies = new HashMap<>();
            minutes.forEach(
                    (cell, byMinute) -> copies.put(cell, Collections.unmodifiableSortedMap(new TreeMap<>(byMinute))));
            latest = new ExperimentTallies(version, totals, copies, segments);
        }
        return latest;
    }

    private static Tally sums(@Nullable Row row) {
        return row instanceof Sums(Tally tally) ? tally : Tally.ZERO;
    }

    private static @Nullable Tally plusOrNull(Tally tally, Tally change) {
        Tally sum = tally.plus(change);
        return sum.equals(Tally.ZERO) ? null : sum;
    }
}
