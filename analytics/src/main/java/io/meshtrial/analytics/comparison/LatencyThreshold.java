package io.meshtrial.analytics.comparison;

import io.meshtrial.analytics.tally.LatencyBuckets;
import io.meshtrial.analytics.tally.LatencyCounts;
import io.meshtrial.analytics.tally.Tally;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Control's quantile when the experiment began, a bucket edge, against which both arms are held from then on. The
 * minutes it was taken from are left out of the metric in both arms.
 *
 * @param thresholdMicros microseconds
 * @param untilMinute the first minute that the metric counts, since the epoch
 * @param usersFromMinute the first minute that counts for users, whose requests are held against it as they come
 * @param requests of control that it was taken from
 */
public record LatencyThreshold(
        double quantile, long thresholdMicros, long untilMinute, long usersFromMinute, long requests) {

    /** Requests above the threshold that its freezing needs. */
    private static final int EXPECTED_ABOVE = 50;

    /** Until every instance of analytics has heard of the threshold. */
    private static final int MINUTES_TO_SPREAD = 2;

    private static final int FEWEST_REQUESTS = 500;

    /**
     * Takes the first minutes with enough requests.
     *
     * @param control control's tallies by minute, in the order of time
     * @param nowMinute only minutes that ended a minute ago are taken, so that no late event moves the threshold
     */
    public static Optional<LatencyThreshold> freeze(double quantile, SortedMap<Long, Tally> control, long nowMinute) {
        long needed = Math.max(FEWEST_REQUESTS, (long) Math.ceil(EXPECTED_ABOVE / Math.min(quantile, 1 - quantile)));
        Tally sum = Tally.ZERO;
        for (Map.Entry<Long, Tally> minute : control.entrySet()) {
            if (minute.getKey() >= nowMinute - 1) {
                break;
            }
            sum = sum.plus(minute.getValue());
            if (sum.requests() >= needed) {
                return edge(sum, quantile)
                        .map(edge -> new LatencyThreshold(
                                quantile, edge, minute.getKey() + 1, nowMinute + MINUTES_TO_SPREAD, needed));
            }
        }
        return Optional.empty();
    }

    /** The upper edge of the bucket that holds the quantile; empty when it lies among the unanswered. */
    private static Optional<Long> edge(Tally tally, double quantile) {
        long rank = (long) Math.ceil(quantile * tally.requests());
        LatencyCounts answered = tally.answered();
        long below = 0;
        for (int i = 0; i < answered.size(); i++) {
            below += answered.count(i);
            if (below >= rank) {
                return Optional.of(Math.max(1, LatencyBuckets.upperEdge(answered.bucket(i))));
            }
        }
        return Optional.empty();
    }
}
