package io.meshtrial.analytics.tally;

import java.util.Arrays;
import java.util.function.LongBinaryOperator;

/** Immutable sparse histogram over {@link LatencyBuckets}; adding and subtracting are exact. */
public final class LatencyCounts {

    public static final LatencyCounts EMPTY = new LatencyCounts(new int[0], new long[0]);

    private final int[] buckets;
    private final long[] counts;

    /** @param buckets strictly ascending; @param counts none of them 0, as many as buckets; both handed over */
    LatencyCounts(int[] buckets, long[] counts) {
        this.buckets = buckets;
        this.counts = counts;
    }

    /**
     * Counts by bucket.
     *
     * @param buckets strictly ascending indices of {@link LatencyBuckets}
     * @param counts as many, all positive
     */
    public static LatencyCounts of(int[] buckets, long[] counts) {
        return new LatencyCounts(buckets.clone(), counts.clone());
    }

    public int size() {
        return buckets.length;
    }

    /** Bucket index of the i-th occupied bucket, ascending. */
    public int bucket(int i) {
        return buckets[i];
    }

    public long count(int i) {
        return counts[i];
    }

    public long total() {
        return Arrays.stream(counts).sum();
    }

    /** How many durations are at or above an edge, in microseconds; exact when the edge is a bucket's. */
    public long countAtOrAbove(long edgeMicros) {
        long above = 0;
        for (int i = buckets.length - 1; i >= 0 && LatencyBuckets.lowerEdge(buckets[i]) >= edgeMicros; i--) {
            above += counts[i];
        }
        return above;
    }

    public LatencyCounts plus(LatencyCounts other) {
        return combine(other, Long::sum);
    }

    public LatencyCounts minus(LatencyCounts other) {
        return combine(other, (a, b) -> a - b);
    }

    private LatencyCounts combine(LatencyCounts other, LongBinaryOperator operator) {
        int[] merged = new int[buckets.length + other.buckets.length];
        long[] sums = new long[merged.length];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < buckets.length || j < other.buckets.length) {
            int left = i < buckets.length ? buckets[i] : Integer.MAX_VALUE;
            int right = j < other.buckets.length ? other.buckets[j] : Integer.MAX_VALUE;
            int bucket = Math.min(left, right);
            long sum = operator.applyAsLong(left == bucket ? counts[i++] : 0, right == bucket ? other.counts[j++] : 0);
            if (sum != 0) {
                merged[size] = bucket;
                sums[size++] = sum;
            }
        }
        return new LatencyCounts(Arrays.copyOf(merged, size), Arrays.copyOf(sums, size));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LatencyCounts that
                && Arrays.equals(buckets, that.buckets)
                && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(buckets) + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "LatencyCounts[" + total() + " in " + size() + " buckets]";
    }
}
