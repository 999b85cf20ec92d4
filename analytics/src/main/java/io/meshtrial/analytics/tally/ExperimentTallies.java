package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.tally.TallyKey.SegmentKey;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * All that one source reported of one experiment, merged over partitions; immutable.
 *
 * @param version grows with every change
 * @param totals by cell, over all time
 * @param minutes by cell, then by minute since the epoch; after 48 hours by hour, under the hour's first minute
 * @param hours by cell, which of the keys of {@code minutes} hold a whole hour
 * @param users by first assignment, over all time; empty while no rule draws users
 * @param sample which units are in {@code users}
 */
public record ExperimentTallies(
        long version,
        Map<Cell, Tally> totals,
        Map<Cell, SortedMap<Long, Tally>> minutes,
        Map<Cell, Set<Long>> hours,
        Map<SegmentKey, Tally> segments,
        Map<UserCell, UserTally> users,
        UserSample sample) {

    public static final ExperimentTallies NONE =
            new ExperimentTallies(0, Map.of(), Map.of(), Map.of(), Map.of(), UserSample.WHOLE);

    public ExperimentTallies {
        totals = Map.copyOf(totals);
        minutes = Map.copyOf(minutes);
        hours = Map.copyOf(hours);
        segments = Map.copyOf(segments);
        users = Map.copyOf(users);
    }

    /** Tallies of which none is older than two days. */
    public ExperimentTallies(
            long version,
            Map<Cell, Tally> totals,
            Map<Cell, SortedMap<Long, Tally>> minutes,
            Map<SegmentKey, Tally> segments,
            Map<UserCell, UserTally> users,
            UserSample sample) {
        this(version, totals, minutes, Map.of(), segments, users, sample);
    }

    /** Tallies of requests alone. */
    public ExperimentTallies(
            long version,
            Map<Cell, Tally> totals,
            Map<Cell, SortedMap<Long, Tally>> minutes,
            Map<SegmentKey, Tally> segments) {
        this(version, totals, minutes, segments, Map.of(), UserSample.WHOLE);
    }
}
