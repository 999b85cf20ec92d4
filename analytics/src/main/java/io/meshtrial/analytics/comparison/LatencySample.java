package io.meshtrial.analytics.comparison;

import io.meshtrial.analytics.tally.LatencyBuckets;
import io.meshtrial.analytics.tally.LatencyCounts;
import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.statistics.histogram.RankedSample;

/** One arm's latencies by rank, microseconds; the unanswered stand at the cap. */
public final class LatencySample implements RankedSample {

    private final LatencyCounts answered;
    private final long total;
    private final long cap;

    public LatencySample(Tally tally, long capMicros) {
        answered = tally.answered();
        total = tally.requests();
        cap = capMicros;
    }

    @Override
    public long total() {
        return total;
    }

    @Override
    public double atLeast(long rank) {
        int bucket = bucketOf(rank);
        return bucket < 0 ? cap : LatencyBuckets.lowerEdge(bucket);
    }

    @Override
    public double atMost(long rank) {
        int bucket = bucketOf(rank);
        return bucket < 0 ? cap : Math.min(cap, LatencyBuckets.upperEdge(bucket));
    }

    /** The quantile, interpolated within its bucket; infinite when it lies among the unanswered of an uncapped sample. */
    public double quantile(double p) {
        double position = p * total;
        long below = 0;
        for (int i = 0; i < answered.size(); i++) {
            long count = answered.count(i);
            if (below + count >= position) {
                double low = LatencyBuckets.lowerEdge(answered.bucket(i));
                double high = LatencyBuckets.upperEdge(answered.bucket(i));
                return Math.min(cap, low + (high - low) * Math.max(0, position - below) / count);
            }
            below += count;
        }
        return cap == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : cap;
    }

    private int bucketOf(long rank) {
        long below = 0;
        for (int i = 0; i < answered.size(); i++) {
            below += answered.count(i);
            if (below >= rank) {
                return answered.bucket(i);
            }
        }
        return -1;
    }
}
