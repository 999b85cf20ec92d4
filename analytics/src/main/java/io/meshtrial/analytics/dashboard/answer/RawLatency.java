package io.meshtrial.analytics.dashboard.answer;

import io.meshtrial.analytics.comparison.LatencyThreshold;
import io.meshtrial.analytics.tally.LatencyBuckets;
import io.meshtrial.analytics.tally.LatencyCounts;
import io.meshtrial.analytics.tally.Tally;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * An arm's latency histogram, and the part of it that each latency quantile leaves out: the minutes from which its threshold
 * was taken.
 */
public record RawLatency(Histogram all, List<Before> beforeThresholds) {

    /**
     * Answered requests by the lower edge of their bucket in microseconds, ascending.
     *
     * @param unanswered failed or broken off; they lie above every edge
     */
    public record Histogram(List<Long> edges, List<Long> counts, long unanswered) {

        public static Histogram of(Tally tally) {
            LatencyCounts answered = tally.answered();
            return new Histogram(
                    IntStream.range(0, answered.size())
                            .mapToObj(i -> LatencyBuckets.lowerEdge(answered.bucket(i)))
                            .toList(),
                    IntStream.range(0, answered.size())
                            .mapToObj(answered::count)
                            .toList(),
                    tally.unanswered());
        }
    }

    /** What a metric leaves out. */
    public record Before(String metric, Histogram leftOut) {}

    static RawLatency of(Tally tally, SortedMap<Long, Tally> minutes, Map<String, LatencyThreshold> thresholds) {
        return new RawLatency(
                Histogram.of(tally),
                new TreeMap<>(thresholds)
                        .entrySet().stream()
                                .map(threshold -> new Before(
                                        threshold.getKey(),
                                        Histogram.of(
                                                minutes
                                                        .headMap(threshold
                                                                .getValue()
                                                                .untilMinute())
                                                        .values()
                                                        .stream()
                                                        .reduce(Tally.ZERO, Tally::plus))))
                                .toList());
    }
}
