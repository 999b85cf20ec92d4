package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.comparison.Comparisons;
import io.meshtrial.analytics.comparison.MetricComparison;
import io.meshtrial.analytics.comparison.StratumTraffic;
import io.meshtrial.analytics.comparison.Traffic;
import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.analytics.verdict.Outlook;
import io.meshtrial.analytics.verdict.Outlook.Guarded;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * How fast requests come of late: over the last quarter of an hour, or since the first request where that was later.
 *
 * @param requests that came in that time
 * @param seconds that it lasted, at least 1
 */
record Pace(long requests, double seconds) {

    static final Pace NONE = new Pace(0, 1);

    private static final long MINUTES = 15;

    /** Of the requests in the comparison. */
    static Pace of(Traffic traffic, Instant now) {
        return of(
                traffic.compared().stream()
                        .map(StratumTraffic::minutes)
                        .flatMap(arms -> arms.values().stream())
                        .toList(),
                now);
    }

    /** @param tallies by minute since the epoch */
    static Pace of(List<SortedMap<Long, Tally>> tallies, Instant now) {
        long minute = now.getEpochSecond() / 60;
        long requests = 0;
        long first = Long.MAX_VALUE;
        for (SortedMap<Long, Tally> minutes : tallies) {
            SortedMap<Long, Tally> late = minutes.tailMap(minute - MINUTES);
            requests += late.values().stream().mapToLong(Tally::requests).sum();
            first = late.isEmpty() ? first : Math.min(first, late.firstKey());
        }
        return first > minute ? NONE : new Pace(requests, Math.max(1.0, now.getEpochSecond() - first * 60));
    }

    double requestsPerSecond() {
        return requests / seconds;
    }

    /** What it means for what is open. Users come as often as their requests, divided by the requests that each has brought. */
    Outlook outlook(Traffic traffic, Comparisons comparisons, List<MetricComparison> compared) {
        Map<Guarded, Double> growth = new HashMap<>();
        for (MetricComparison comparison : compared) {
            comparisons.growth(comparison, traffic).ifPresent(times -> growth.put(Guarded.of(comparison), times));
        }
        return new Outlook(requestsPerSecond() / requestsPerUnit(traffic), growth);
    }

    private static double requestsPerUnit(Traffic traffic) {
        long users = traffic.users().all().units();
        return users == 0 ? 1 : Math.max(1.0, traffic.requests() / (double) users);
    }
}
