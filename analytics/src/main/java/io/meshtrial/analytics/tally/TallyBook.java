package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.tally.Row.Sums;
import io.meshtrial.analytics.tally.TallyKey.MinuteKey;
import io.meshtrial.analytics.tally.TallyKey.SegmentKey;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One experiment's merged tallies under way: a partial's old content is taken out, its new content put in. */
final class TallyBook {

    private static final long MINUTES_PER_HOUR = 60;

    private final Map<Cell, Tally> totals = new HashMap<>();
    private final Map<Cell, SortedMap<Long, Tally>> minutes = new HashMap<>();
    private final Map<Cell, Set<Long>> hours = new HashMap<>();
    private final Map<SegmentKey, Tally> segments = new HashMap<>();
    private final Map<UserCell, UserTally> users = new HashMap<>();
    private final Map<Integer, UserSample> samples = new HashMap<>();
    private long version;
    private ExperimentTallies latest = ExperimentTallies.NONE;

    void replace(int partition, TallyKey key, @Nullable Row before, @Nullable Row after) {
        switch (key) {
            case MinuteKey(Cell cell, long minute) -> {
                Tally change = sums(after).minus(sums(before));
                totals.merge(cell, change, Tally::plus);
                minutes.computeIfAbsent(cell, none -> new TreeMap<>()).merge(minute, change, TallyBook::plusOrNull);
            }
            case TallyKey.HourKey(Cell cell, long hour) -> {
                Tally change = sums(after).minus(sums(before));
                totals.merge(cell, change, Tally::plus);
                minutes.computeIfAbsent(cell, none -> new TreeMap<>())
                        .merge(hour * MINUTES_PER_HOUR, change, TallyBook::plusOrNull);
                hours.computeIfAbsent(cell, none -> new HashSet<>()).add(hour * MINUTES_PER_HOUR);
            }
            case SegmentKey segment -> segments.merge(segment, sums(after).minus(sums(before)), TallyBook::plusOrNull);
            case TallyKey.UserKey(UserCell cell) ->
                users.merge(cell, users(after).minus(users(before)), UserTally::plus);
            case TallyKey.SampleKey none -> samples.put(partition, sample(after));
            case TallyKey.PartitionKey none -> {}
            case TallyKey.InstanceKey none -> {}
            case TallyKey.SequencePageKey none -> {}
            case TallyKey.UnitsKey none -> {}
            case TallyKey.ForeignPageKey none -> {}
        }
        version++;
    }

    ExperimentTallies snapshot() {
        if (latest.version() != version) {
            Map<Cell, SortedMap<Long, Tally>> copies = new HashMap<>();
            minutes.forEach(
                    (cell, byMinute) -> copies.put(cell, Collections.unmodifiableSortedMap(new TreeMap<>(byMinute))));
            Map<Cell, Set<Long>> copiedHours = new HashMap<>();
            hours.forEach((cell, ofCell) -> copiedHours.put(cell, Set.copyOf(ofCell)));
            latest = new ExperimentTallies(version, totals, copies, copiedHours, segments, users, sample());
        }
        return latest;
    }

    private UserSample sample() {
        return samples.values().stream().reduce(UserSample.WHOLE, UserSample::plus);
    }

    private static UserSample sample(@Nullable Row row) {
        return row instanceof Row.Sample sample ? new UserSample(sample.share(), sample.units()) : UserSample.WHOLE;
    }

    private static UserTally users(@Nullable Row row) {
        return row instanceof Row.Users(UserTally tally) ? tally : UserTally.ZERO;
    }

    private static Tally sums(@Nullable Row row) {
        return row instanceof Sums(Tally tally) ? tally : Tally.ZERO;
    }

    private static @Nullable Tally plusOrNull(Tally tally, Tally change) {
        Tally sum = tally.plus(change);
        return sum.equals(Tally.ZERO) ? null : sum;
    }
}
