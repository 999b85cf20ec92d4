package io.meshtrial.statistics.histogram;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;

/**
 * Counts between given edges: bucket i holds the values from edge i (included) to edge i + 1 (excluded). Ranks at the edges are
 * exact, so that the intervals of Howard and Ramdas (arXiv 1906.09712, section 3) stay valid and only grow by a bucket.
 */
public final class EdgeHistogram implements RankedSample {

    private final double[] edges;
    private final CumulativeCounts counts;

    private EdgeHistogram(double[] edges, CumulativeCounts counts) {
        this.edges = edges;
        this.counts = counts;
    }

    /**
     * A histogram.
     *
     * @param edges rising, one more than there are counts; the last may be infinite
     * @param counts at least 0
     * @return undefined for {@link Reason#SHAPE}, {@link Reason#NOT_FINITE} or {@link Reason#COUNT_OUTSIDE}
     */
    public static Answer<EdgeHistogram> of(double[] edges, long[] counts) {
        if (edges.length != counts.length + 1 || !Edges.rising(edges)) {
            return Answer.undefined(Reason.SHAPE);
        }
        if (!Edges.finite(edges, edges.length - 1)) {
            return Answer.undefined(Reason.NOT_FINITE);
        }
        return CumulativeCounts.of(counts).map(cumulative -> new EdgeHistogram(edges.clone(), cumulative));
    }

    @Override
    public long total() {
        return counts.total();
    }

    @Override
    public double atLeast(long rank) {
        return edges[counts.indexOf(rank)];
    }

    @Override
    public double atMost(long rank) {
        return edges[counts.indexOf(rank) + 1];
    }

    /**
     * How many values lie at or above the lower edge of this bucket; exact.
     *
     * @param bucket counted from 0
     */
    public long countFrom(int bucket) {
        return counts.total() - counts.before(bucket);
    }
}
