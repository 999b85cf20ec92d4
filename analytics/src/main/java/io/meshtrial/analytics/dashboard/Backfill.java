package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.comparison.Comparisons;
import io.meshtrial.analytics.comparison.MetricComparison;
import io.meshtrial.analytics.comparison.Traffic;
import io.meshtrial.analytics.comparison.TrafficSorter;
import io.meshtrial.analytics.comparison.Window;
import io.meshtrial.analytics.definition.MetricKind;
import io.meshtrial.analytics.definition.RandomisationUnit;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * After a restart, the curves up to now from the minutes that are kept; sums over users have no minutes, and what the gateway saw
 * beside the application is taken whole.
 */
final class Backfill {

    private static final int POINTS = 60;

    private Backfill() {}

    static void fill(EffectHistory history, Results.Look look, Comparisons comparisons) {
        if (look.experiment().unit() == RandomisationUnit.USER) {
            return;
        }
        List<Long> minutes = look.tallies().minutes().values().stream()
                .map(SortedMap::keySet)
                .flatMap(java.util.Set::stream)
                .distinct()
                .sorted()
                .toList();
        int stride = Math.max(1, Math.ceilDiv(minutes.size(), POINTS));
        for (int i = 0; i + 1 < minutes.size(); i += stride) {
            Instant end = Instant.ofEpochSecond((minutes.get(i) + 1) * 60);
            Traffic until = TrafficSorter.sort(look.experiment(), look.tallies(), new Window(null, end));
            List<MetricComparison> then = comparisons.of(until).stream()
                    .filter(comparison -> comparison.metric().kind() != MetricKind.GATEWAY_ERROR_RATE)
                    .toList();
            history.record(look.experiment(), then, until.requests(), end);
        }
    }
}
