package io.meshtrial.analytics.tally;

/**
 * Exact edges of the latency histogram, in microseconds: every value up to 127, then 64 equal buckets to each doubling,
 * so that a bucket is at most 1/64 (1.6 %) of its lower edge wide. Edges are integers: ranks at them are exact.
 */
public final class LatencyBuckets {

    private static final int SUB_BITS = 6;
    private static final int SUB_BUCKETS = 1 << SUB_BITS;

    /** A bucket's lower edge is more than this part of what lies in it, from 64 µs on. */
    public static final double EDGE_OF_CONTENT = SUB_BUCKETS / (SUB_BUCKETS + 1.0);

    private LatencyBuckets() {}

    /** The bucket that holds a duration of so many microseconds, not negative. */
    public static int indexOf(long micros) {
        if (micros < SUB_BUCKETS) {
            return (int) micros;
        }
        int shift = 63 - Long.numberOfLeadingZeros(micros) - SUB_BITS;
        return (shift << SUB_BITS) + (int) (micros >>> shift);
    }

    /** Smallest duration in the bucket, in microseconds. */
    public static long lowerEdge(int index) {
        if (index < 2 * SUB_BUCKETS) {
            return index;
        }
        int shift = (index >> SUB_BITS) - 1;
        return ((long) index - ((long) shift << SUB_BITS)) << shift;
    }

    /** Smallest duration beyond the bucket, in microseconds. */
    public static long upperEdge(int index) {
        return lowerEdge(index + 1);
    }
}
