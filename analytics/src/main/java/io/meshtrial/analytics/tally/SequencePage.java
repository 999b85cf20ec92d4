package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.tally.Row.Page;
import java.util.Arrays;
import java.util.function.LongConsumer;

/** Which of {@value #SIZE} consecutive numbers were seen: the unit in which seen numbers are written. */
final class SequencePage implements LiveRow {

    /** Numbers in a page; small, so that a slow producer rewrites little at each commit. */
    static final int SIZE = 1024;

    private final long[] words = new long[SIZE / Long.SIZE];

    static long pageOf(long sequence) {
        return sequence / SIZE;
    }

    void add(long sequence) {
        int bit = (int) (sequence % SIZE);
        words[bit / Long.SIZE] |= 1L << bit;
    }

    @Override
    public Row toRow() {
        return new Page(Arrays.stream(words).boxed().toList());
    }

    /** Visits the numbers of a written page in ascending order. */
    static void forEach(long page, Page row, LongConsumer visitor) {
        for (int word = 0; word < row.words().size(); word++) {
            long bits = row.words().get(word);
            while (bits != 0) {
                visitor.accept(page * SIZE + (long) word * Long.SIZE + Long.numberOfTrailingZeros(bits));
                bits &= bits - 1;
            }
        }
    }
}
