package io.meshtrial.statistics.histogram;

import java.util.Arrays;

/**
 * Whole-number counts in {@link LogBuckets} (after Masson, Rim, Lee, "DDSketch", PVLDB 12(12), 2019, pp. 2195-2205). Merging is
 * associative and commutative, subtracting undoes it, and ranks at the edges stay exact. Immutable.
 */
public final class LogHistogram implements RankedSample {

    private final LogBuckets buckets;
    private final long[] counts;
    private final CumulativeCounts cumulative;

    private LogHistogram(LogBuckets buckets, long[] counts) {
        this.buckets = buckets;
        this.counts = counts;
        this.cumulative = CumulativeCounts.of(counts).orElseThrow();
    }

    /** A histogram without values. */
    public static LogHistogram empty(LogBuckets buckets) {
        return new LogHistogram(buckets, new long[buckets.size()]);
    }

    /**
     * A histogram with the given counts.
     *
     * @param counts one for each bucket, at least 0
     * @throws IllegalArgumentException if their number differs from the layout's, or one is negative
     * @throws IllegalStateException if there are more values than a long holds
     */
    public static LogHistogram of(LogBuckets buckets, long[] counts) {
        if (counts.length != buckets.size()) {
            throw new IllegalArgumentException(counts.length + " counts for " + buckets.size() + " buckets");
        }
        if (Arrays.stream(counts).anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("negative count");
        }
        return new LogHistogram(buckets, counts.clone());
    }

    /**
     * The histogram of the given values.
     *
     * @param values each at least 0, in the layout's unit
     * @throws IllegalArgumentException for a negative value
     */
    public static LogHistogram ofValues(LogBuckets buckets, long... values) {
        long[] counts = new long[buckets.size()];
        for (long value : values) {
            counts[buckets.bucketOf(value)]++;
        }
        return new LogHistogram(buckets, counts);
    }

    /**
     * Both together.
     *
     * @throws IllegalArgumentException if the layouts differ
     * @throws ArithmeticException if a bucket holds more values than a long does
     * @throws IllegalStateException if all together do
     */
    public LogHistogram merge(LogHistogram other) {
        return combine(other, 1);
    }

    /**
     * What is left without the other.
     *
     * @throws IllegalArgumentException if the layouts differ, or the other is no part of this one
     */
    public LogHistogram subtract(LogHistogram other) {
        return combine(other, -1);
    }

    /** The layout. */
    public LogBuckets buckets() {
        return buckets;
    }

    /**
     * The count of one bucket.
     *
     * @param bucket between 0 and the layout's size − 1
     */
    public long count(int bucket) {
        return counts[bucket];
    }

    /**
     * How many values lie at or above the lower edge of this bucket; exact.
     *
     * @param bucket between 0 and the layout's size − 1
     */
    public long countFrom(int bucket) {
        return total() - cumulative.before(bucket);
    }

    @Override
    public long total() {
        return cumulative.total();
    }

    @Override
    public double atLeast(long rank) {
        return buckets.lowerEdge(cumulative.indexOf(rank));
    }

    @Override
    public double atMost(long rank) {
        int bucket = cumulative.indexOf(rank);
        return bucket == buckets.size() - 1 ? Double.POSITIVE_INFINITY : buckets.upperEdge(bucket);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogHistogram that && buckets.equals(that.buckets) && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return 31 * buckets.hashCode() + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "LogHistogram[" + total() + " values in " + buckets + "]";
    }

    private LogHistogram combine(LogHistogram other, int sign) {
        if (!buckets.equals(other.buckets)) {
            throw new IllegalArgumentException("different layouts: " + buckets + " and " + other.buckets);
        }
        long[] combined = new long[counts.length];
        for (int i = 0; i < combined.length; i++) {
            combined[i] = Math.addExact(counts[i], sign * other.counts[i]);
        }
        return of(buckets, combined);
    }
}
