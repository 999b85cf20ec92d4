package io.meshtrial.statistics.histogram;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import java.util.Arrays;

/** Running totals of counts, to find the cell that holds a rank. */
final class CumulativeCounts {

    private final long[] upTo;

    private CumulativeCounts(long[] upTo) {
        this.upTo = upTo;
    }

    static Answer<CumulativeCounts> of(long[] counts) {
        long[] upTo = new long[counts.length];
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] < 0 || counts[i] > Long.MAX_VALUE - sum) {
                return Answer.undefined(Reason.COUNT_OUTSIDE);
            }
            sum += counts[i];
            upTo[i] = sum;
        }
        return Answer.of(new CumulativeCounts(upTo));
    }

    long total() {
        return upTo.length == 0 ? 0 : upTo[upTo.length - 1];
    }

    /** The first cell whose running total reaches the rank. */
    int indexOf(long rank) {
        if (rank < 1 || rank > total()) {
            throw new IllegalArgumentException("rank " + rank + " of " + total());
        }
        int low = 0;
        int high = upTo.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (upTo[middle] >= rank) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** How many observations lie in the cells before this one. */
    long before(int index) {
        return index == 0 ? 0 : upTo[index - 1];
    }

    @Override
    public String toString() {
        return Arrays.toString(upTo);
    }
}
