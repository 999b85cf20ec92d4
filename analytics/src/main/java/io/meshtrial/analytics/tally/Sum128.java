package io.meshtrial.analytics.tally;

/** An {@link Int128} under way, without an object for every addition. */
final class Sum128 {

    private long high;
    private long low;

    Sum128(Int128 start) {
        high = start.high();
        low = start.low();
    }

    void add(long value) {
        add(value >> 63, value);
    }

    void addProduct(long a, long b) {
        add(Math.multiplyHigh(a, b), a * b);
    }

    private void add(long otherHigh, long otherLow) {
        low += otherLow;
        high += otherHigh + (Long.compareUnsigned(low, otherLow) < 0 ? 1 : 0);
    }

    Int128 toInt128() {
        return new Int128(high, low);
    }
}
