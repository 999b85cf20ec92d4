package io.meshtrial.statistics.histogram;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;

/**
 * A small sample kept exactly: its distinct values in rising order, each with its count. Its order statistics are what the
 * intervals of Howard and Ramdas (arXiv 1906.09712, section 3) are made of.
 */
public final class CountedValues implements RankedSample {

    private final double[] values;
    private final CumulativeCounts counts;

    private CountedValues(double[] values, CumulativeCounts counts) {
        this.values = values;
        this.counts = counts;
    }

    /**
     * A sample.
     *
     * @param values rising, finite
     * @param counts at least 0, one for each value
     * @return undefined for {@link Reason#SHAPE}, {@link Reason#NOT_FINITE} or {@link Reason#COUNT_OUTSIDE}
     */
    public static Answer<CountedValues> of(double[] values, long[] counts) {
        if (values.length != counts.length || !Edges.rising(values)) {
            return Answer.undefined(Reason.SHAPE);
        }
        if (!Edges.finite(values, values.length)) {
            return Answer.undefined(Reason.NOT_FINITE);
        }
        return CumulativeCounts.of(counts).map(cumulative -> new CountedValues(values.clone(), cumulative));
    }

    @Override
    public long total() {
        return counts.total();
    }

    @Override
    public double atLeast(long rank) {
        return values[counts.indexOf(rank)];
    }

    @Override
    public double atMost(long rank) {
        return values[counts.indexOf(rank)];
    }
}
