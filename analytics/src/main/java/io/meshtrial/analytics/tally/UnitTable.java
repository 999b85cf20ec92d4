package io.meshtrial.analytics.tally;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Units of one experiment in one partition: an open-addressing index over dense pages of {@link UnitRecord}s. No object
 * for each unit: a million units with eight columns take 96 MB.
 */
final class UnitTable {

    private static final int PAGE_BITS = 10;
    private static final int PAGE_SIZE = 1 << PAGE_BITS;
    private static final int SMALLEST_INDEX = 64;

    private final int width;
    private final List<long[]> pages = new ArrayList<>();
    private int[] index = new int[SMALLEST_INDEX];
    private int size;

    /** @param metrics number of metrics in a record */
    UnitTable(int metrics) {
        width = UnitRecord.width(metrics);
    }

    int size() {
        return size;
    }

    /**
     * The number of a unit in a stratum, or -1.
     *
     * @param cells tells the stratum of a record's cell
     */
    int find(long high, long low, int stratum, UnitCells cells) {
        int mask = index.length - 1;
        for (int slot = slot(high, low, mask); index[slot] != 0; slot = slot + 1 & mask) {
            int unit = index[slot] - 1;
            if (get(unit, UnitRecord.HASH_LOW) == low
                    && get(unit, UnitRecord.HASH_HIGH) == high
                    && cells.stratum(UnitRecord.cell(get(unit, UnitRecord.STATE))) == stratum) {
                return unit;
            }
        }
        return -1;
    }

    /** Adds a unit that is not there; its metrics are zero. */
    int add(long high, long low, long state) {
        if (size * 2 >= index.length) {
            index = new int[index.length * 2];
            for (int unit = 0; unit < size; unit++) {
                enter(unit);
            }
        }
        int unit = size++;
        if (unit >> PAGE_BITS == pages.size()) {
            pages.add(new long[PAGE_SIZE * width]);
        }
        set(unit, UnitRecord.HASH_HIGH, high);
        set(unit, UnitRecord.HASH_LOW, low);
        set(unit, UnitRecord.STATE, state);
        enter(unit);
        return unit;
    }

    long get(int unit, int field) {
        return pages.get(unit >> PAGE_BITS)[(unit & PAGE_SIZE - 1) * width + field];
    }

    void set(int unit, int field, long value) {
        pages.get(unit >> PAGE_BITS)[(unit & PAGE_SIZE - 1) * width + field] = value;
    }

    /** Whether a unit stays. */
    interface Keep {
        boolean keeps(int unit);
    }

    /** Drops units; those that stay move up and get new numbers, in their order. */
    void retain(Keep keep) {
        int kept = 0;
        for (int unit = 0; unit < size; unit++) {
            if (keep.keeps(unit)) {
                if (kept != unit) {
                    copy(unit, kept);
                }
                kept++;
            }
        }
        size = kept;
        int lastPage = size + PAGE_SIZE - 1 >> PAGE_BITS;
        pages.subList(lastPage, pages.size()).clear();
        if (size > 0) {
            Arrays.fill(pages.get(lastPage - 1), ((size - 1 & PAGE_SIZE - 1) + 1) * width, PAGE_SIZE * width, 0);
        }
        Arrays.fill(index, 0);
        for (int unit = 0; unit < size; unit++) {
            enter(unit);
        }
    }

    /** The same units, numbered alike, with other metrics; each keeps what it has under its name. */
    UnitTable withMetrics(List<String> names, List<String> wanted) {
        UnitTable other = new UnitTable(wanted.size());
        for (int unit = 0; unit < size; unit++) {
            other.add(get(unit, UnitRecord.HASH_HIGH), get(unit, UnitRecord.HASH_LOW), get(unit, UnitRecord.STATE));
            for (int i = 0; i < wanted.size(); i++) {
                int metric = names.indexOf(wanted.get(i));
                other.set(unit, UnitRecord.METRICS + i, metric < 0 ? 0 : get(unit, UnitRecord.METRICS + metric));
            }
        }
        return other;
    }

    /** Bytes of the arrays. */
    long bytes() {
        return (long) pages.size() * PAGE_SIZE * width * Long.BYTES + (long) index.length * Integer.BYTES;
    }

    private void copy(int from, int to) {
        System.arraycopy(
                pages.get(from >> PAGE_BITS),
                (from & PAGE_SIZE - 1) * width,
                pages.get(to >> PAGE_BITS),
                (to & PAGE_SIZE - 1) * width,
                width);
    }

    private void enter(int unit) {
        int mask = index.length - 1;
        int slot = slot(get(unit, UnitRecord.HASH_HIGH), get(unit, UnitRecord.HASH_LOW), mask);
        while (index[slot] != 0) {
            slot = slot + 1 & mask;
        }
        index[slot] = unit + 1;
    }

    // The highest bits decide on sampling: after some halvings they are all alike, so the lowest ones here.
    private static int slot(long high, long low, int mask) {
        return (int) UnitRecord.spread(high, low) & mask;
    }
}
