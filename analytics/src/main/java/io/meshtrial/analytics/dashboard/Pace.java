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

/** How fast requests come of late, and what that means for what is still open. */
final class Pace {

    private static final long MINUTES = 15;

    private Pace() {}

    /** Users come as often as their requests, divided by the requests that each has brought. */
    static Outlook outlook(Traffic traffic, Comparisons comparisons, List<MetricComparison> compared, Instant now) {
        Map<Guarded, Double> growth = new HashMap<>();
        for (MetricComparison comparison : compared) {
            comparisons.growth(comparison, traffic).ifPresent(times -> growth.put(Guarded.of(comparison), times));
        }
        long users = traffic.users().all().units();
        double requestsPerUnit = users == 0 ? 1 : Math.max(1.0, traffic.requests() / (double) users);
        return new Outlook(requestsPerSecond(traffic, now) / requestsPerUnit, growth);
    }

    /** Over the last quarter of an hour, or since the first request where that was later. */
    static double requestsPerSecond(Traffic traffic, Instant now) {
        long minute = now.getEpochSecond() / 60;
        long requests = 0;
        long first = Long.MAX_VALUE;
        for (StratumTraffic stratum : traffic.compared()) {
            for (SortedMap<Long, Tally> minutes : stratum.minutes().values()) {
                SortedMap<Long, Tally> late = minutes.tailMap(minute - MINUTES);
                requests += late.values().stream().mapToLong(Tally::requests).sum();
                first = late.isEmpty() ? first : Math.min(first, late.firstKey());
            }
        }
        return first > minute ? 0 : requests / Math.max(1.0, now.getEpochSecond() - first * 60);
    }
}
