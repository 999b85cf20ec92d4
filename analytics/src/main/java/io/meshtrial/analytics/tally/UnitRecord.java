package io.meshtrial.analytics.tally;

/**
 * How one unit in one stratum lies in an array of longs: its hash, then what is known of it, then S and N of each metric
 * in one long. 24 bytes and 8 for each metric.
 */
final class UnitRecord {

    /** Bound on a unit's numerator, either way: 10⁹ in fixed point, so that squares over 10⁸ units stay in 128 bits. */
    static final long MAX_SUM = 1_000_000_000_000_000L;

    static final int HASH_HIGH = 0;
    static final int HASH_LOW = 1;
    static final int STATE = 2;
    static final int METRICS = 3;

    /** It came back with the experiment's cookie. */
    static final long RETURNED = 1;
    /** It had at least one request in error. */
    static final long ERROR = 1 << 1;
    /** It was later assigned to another variant. */
    static final long CROSSED = 1 << 2;
    /** It changed since the last commit. */
    static final long CHANGED = 1 << 3;

    private static final int REQUESTS_SHIFT = 4;
    private static final long REQUESTS_MASK = 0xFFF;
    private static final int CELL_SHIFT = 16;
    private static final int COUNT_BITS = 10;
    private static final long COUNT_MASK = (1 << COUNT_BITS) - 1;

    private UnitRecord() {}

    /**
     * 64 bits in which units of any producer are spread evenly, whatever their 16 bytes are made of: the finaliser of
     * MurmurHash3.
     */
    static long spread(long high, long low) {
        long mixed = high * 0x9E3779B97F4A7C15L + low;
        mixed = (mixed ^ mixed >>> 33) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ mixed >>> 33;
    }

    /** Whether a unit lies below the threshold after so many halvings. */
    static boolean isKept(long high, long low, int halvings) {
        return Long.numberOfLeadingZeros(spread(high, low)) >= halvings;
    }

    static int width(int metrics) {
        return METRICS + metrics;
    }

    /** State of a unit of a cell, by the cell's place in its table. */
    static long state(int cell, long flags, int requests) {
        return ((long) cell << CELL_SHIFT) | ((long) requests << REQUESTS_SHIFT) | flags;
    }

    static int cell(long state) {
        return (int) (state >>> CELL_SHIFT);
    }

    static int requests(long state) {
        return (int) (state >>> REQUESTS_SHIFT & REQUESTS_MASK);
    }

    static long flags(long state) {
        return state & (RETURNED | ERROR | CROSSED);
    }

    static long withOneMoreRequest(long state) {
        return state + (1 << REQUESTS_SHIFT);
    }

    /** @param sum within ±{@link #MAX_SUM}; @param count at most {@link UserTally#MAX_REQUESTS} */
    static long pack(long sum, long count) {
        return sum << COUNT_BITS | count;
    }

    static long sum(long packed) {
        return packed >> COUNT_BITS;
    }

    static long count(long packed) {
        return packed & COUNT_MASK;
    }
}
