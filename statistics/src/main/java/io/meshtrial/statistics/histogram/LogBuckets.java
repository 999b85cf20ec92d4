package io.meshtrial.statistics.histogram;

import java.util.Arrays;

/**
 * A layout of buckets with exact edges in equal steps of the logarithm, for whole numbers such as microseconds (the layout of C.
 * Masson, J. Rim, H. Lee, "DDSketch", PVLDB 12(12), 2019, pp. 2195-2205, with edges that are whole).
 *
 * <p>With B buckets a decade and D decades from {@code lowest}, edge i = round(lowest · 10^(i/B)) for i = 0 to B·D, where
 * the power is {@link StrictMath#pow} and so the same on every machine. Bucket 0 holds what lies below edge 0, bucket i
 * the values from edge i − 1 (included) to edge i (excluded), and bucket B·D + 1 everything from the last edge on.
 */
public final class LogBuckets {

    /** Microseconds from 100 µs to 100 s in steps of about 2 %: 720 buckets and two open ends. */
    public static final LogBuckets LATENCY_MICROS = of(100, 6, 120);

    private static final int MOST_DECADES = 12;
    private static final int MOST_BUCKETS_PER_DECADE = 1000;

    private final long[] edges;

    private LogBuckets(long[] edges) {
        this.edges = edges;
    }

    /**
     * A layout.
     *
     * @param lowest the first edge, at least 1
     * @param decades number of decades covered, 1 to 12
     * @param bucketsPerDecade 1 to 1000
     * @throws IllegalArgumentException if a parameter is out of range, or the edges are too dense to differ
     */
    public static LogBuckets of(long lowest, int decades, int bucketsPerDecade) {
        if (lowest < 1
                || lowest > 1_000_000
                || decades < 1
                || decades > MOST_DECADES
                || bucketsPerDecade < 1
                || bucketsPerDecade > MOST_BUCKETS_PER_DECADE) {
            throw new IllegalArgumentException("no layout from " + lowest + " over " + decades + " decades with "
                    + bucketsPerDecade + " buckets each");
        }
        long[] edges = new long[decades * bucketsPerDecade + 1];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = Math.round(lowest * StrictMath.pow(10, (double) i / bucketsPerDecade));
            if (i > 0 && edges[i] <= edges[i - 1]) {
                throw new IllegalArgumentException(
                        "edges from " + lowest + " with " + bucketsPerDecade + " buckets a decade coincide");
            }
        }
        return new LogBuckets(edges);
    }

    /** Number of buckets, the two open ends included. */
    public int size() {
        return edges.length + 1;
    }

    /**
     * The lower edge of a bucket; 0 for the first.
     *
     * @param bucket between 0 and size − 1
     */
    public long lowerEdge(int bucket) {
        return bucket == 0 ? 0 : edges[bucket - 1];
    }

    /**
     * The upper edge of a bucket, excluded; {@link Long#MAX_VALUE} for the last.
     *
     * @param bucket between 0 and size − 1
     */
    public long upperEdge(int bucket) {
        return bucket == edges.length ? Long.MAX_VALUE : edges[bucket];
    }

    /**
     * The bucket that holds a value.
     *
     * @param value at least 0
     * @throws IllegalArgumentException for a negative value
     */
    public int bucketOf(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("negative value " + value);
        }
        int found = Arrays.binarySearch(edges, value);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /**
     * The first bucket that holds nothing below the value, so that a threshold at its lower edge is counted exactly; the
     * last bucket if the value lies beyond all edges.
     *
     * @param value at least 0
     */
    public int bucketFrom(long value) {
        int bucket = bucketOf(value);
        return lowerEdge(bucket) == value ? bucket : Math.min(bucket + 1, edges.length);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof LogBuckets that && Arrays.equals(edges, that.edges);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(edges);
    }

    @Override
    public String toString() {
        return (edges.length - 1) + " buckets from " + edges[0] + " to " + edges[edges.length - 1];
    }
}
